import { Flex, Loader, Status, Typography } from '@strapi/design-system';
import { CrossCircle, Star } from '@strapi/icons';
import { failureGuide } from '../../../shared/failures';
import type { OutputSummary } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { MediaCard } from './MediaCard';
import type { MediaCardProps } from './MediaCard';
import { Checkerboard } from './MediaFrame';
import { StatusBadge } from './StatusBadge';

type OutputCardProps = Pick<
  MediaCardProps,
  'actions' | 'meta' | 'isSelected' | 'onSelect' | 'onOpen'
> & {
  output: OutputSummary;
  /** By default *Result 2*. */
  title?: string;
};

const NotThere = ({ output }: { output: OutputSummary }) => {
  const { t, say } = useMessages();
  const isFailed = output.state === 'failed';
  const sentence = () => {
    if (output.failure) return say(failureGuide[output.failure.class].sentence);
    if (isFailed) return t('output.failed');
    return t(output.state === 'fetching' ? 'output.fetching' : 'output.expected');
  };
  return (
    <Checkerboard
      direction="column"
      justifyContent="center"
      gap={2}
      padding={4}
      style={{ aspectRatio: '4 / 3' }}
    >
      {isFailed ? (
        <CrossCircle aria-hidden fill="danger600" />
      ) : (
        <Loader small>{t('common.loading')}</Loader>
      )}
      <Typography variant="pi" textColor={isFailed ? 'danger700' : 'neutral600'} textAlign="center">
        {sentence()}
      </Typography>
    </Checkerboard>
  );
};

const Chosen = () => {
  const { t } = useMessages();
  return (
    <Status size="XS" variant="primary">
      <Flex gap={1} color="primary600">
        <Star aria-hidden width="1.2rem" height="1.2rem" />
        <Typography tag="span" variant="pi" fontWeight="bold" textColor="primary700">
          {t('output.chosen')}
        </Typography>
      </Flex>
    </Status>
  );
};

/** One result of a task: its file, or why it is not there yet. */
export const OutputCard = ({ output, title, meta, ...card }: OutputCardProps) => {
  const { t } = useMessages();
  const { bytes, duration, pixels } = useFormat();
  const isStored = output.state === 'stored';
  const facts = [
    pixels(output.width, output.height),
    output.durationSeconds === null ? null : duration(output.durationSeconds),
    output.bytes === null ? null : bytes(output.bytes),
  ].filter(Boolean);

  return (
    <MediaCard
      {...card}
      media={output}
      alt={output.alternativeText}
      title={title ?? t('output.name', { ordinal: output.ordinal + 1 })}
      placeholder={isStored ? undefined : <NotThere output={output} />}
      badges={
        <>
          {isStored ? (
            <StatusBadge of="approval" value={output.approvalStatus} />
          ) : (
            <StatusBadge of="output" value={output.state} />
          )}
          {output.isChosen ? <Chosen /> : null}
        </>
      }
      meta={meta ?? (facts.length > 0 ? facts.join(' · ') : null)}
    />
  );
};
