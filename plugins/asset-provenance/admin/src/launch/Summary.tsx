import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Preflight } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { useStockFileQuery } from '../api';
import { mediaUrl, Notice, Panel, StatusBadge } from '../ui';
import { cancelKeys } from './cancelKeys';
import { Checklist } from './Checklist';
import { RatioShape } from './RatioShape';
import { countOf, ratioOfForm, sentReferences } from './request';
import { videoPixels } from './presets';
import { useLaunch } from './useLaunchForm';

const Thumbnail = styled.img`
  width: 4.8rem;
  height: 4.8rem;
  object-fit: contain;
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral100};
`;

const ReferenceThumbnail = ({ fileDocumentId }: { fileDocumentId: string }) => {
  const { data } = useStockFileQuery(fileDocumentId);
  return data ? <Thumbnail src={mediaUrl(data.thumbnailUrl ?? data.url)} alt={data.name} /> : null;
};

/** The shape of what will come, with its pixels, and what it starts from. */
const Shape = () => {
  const { t } = useMessages();
  const { pixels, duration } = useFormat();
  const { form, offered } = useLaunch();
  if (!offered) return null;
  const ratio = ratioOfForm(form);
  const [width = 0, height = 0] =
    form.kind === 'image'
      ? form.image.size.split('x').map(Number)
      : videoPixels(ratio, form.video.resolution);
  const references = sentReferences(form, offered.model);
  return (
    <Flex direction="column" gap={3}>
      <RatioShape aspectRatio={ratio} side="18rem" isTight>
        <Typography fontWeight="bold" textColor="neutral800" tag="span">
          {ratio}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="span" textAlign="center">
          {pixels(width, height)}
        </Typography>
        {form.kind === 'video' ? (
          <Typography variant="pi" textColor="neutral600" tag="span">
            {duration(form.video.durationSeconds)}
          </Typography>
        ) : null}
      </RatioShape>
      {references.length > 0 ? (
        <Flex gap={2} wrap="wrap" aria-label={t('launch.references.title')} role="group">
          {references.map(({ fileDocumentId }) => (
            <ReferenceThumbnail key={fileDocumentId} fileDocumentId={fileDocumentId} />
          ))}
        </Flex>
      ) : null}
    </Flex>
  );
};

/** What the provider gets in another form, or not at all. */
const Adjustments = ({ adjustments }: Pick<Preflight, 'adjustments'>) => {
  const { t, say } = useMessages();
  if (adjustments.length === 0) return null;
  return (
    <Notice of="warning" title={t('launch.summary.adjusted')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {adjustments.map((adjustment) => (
          <li key={`${adjustment.field} ${adjustment.en}`}>{say(adjustment)}</li>
        ))}
      </Flex>
    </Notice>
  );
};

/** The account of the parameters that anyone may see, and what it will take. */
const Account = () => {
  const { t, say } = useMessages();
  const { checking, offered } = useLaunch();
  const { preflight } = checking;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {preflight ? (
        <Box style={{ opacity: checking.refusal ? 0.5 : 1 }}>
          <Typography variant="sigma" textColor="neutral600" tag="h3">
            {t('launch.summary.public')}
          </Typography>
          <Typography tag="p" style={{ overflowWrap: 'anywhere' }}>
            {preflight.parameterSummary}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {t('launch.summary.jobs', { outputs: preflight.outputs, jobs: preflight.jobs })}
          </Typography>
        </Box>
      ) : null}
      {preflight ? <Adjustments adjustments={preflight.adjustments} /> : null}
      {offered ? (
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <Typography variant="sigma" textColor="neutral600" tag="h3">
            {t('launch.summary.price')}
          </Typography>
          <Typography fontWeight="bold">
            {say(preflight?.priceHint ?? offered.model.priceHint)}
          </Typography>
        </Flex>
      ) : null}
    </Flex>
  );
};

/** What will happen, whether all is there, and the button. */
export const Summary = ({
  isLaunching,
  onLaunch,
}: {
  isLaunching: boolean;
  onLaunch: () => void;
}) => {
  const { t } = useMessages();
  const { form, offered, checking, refusal } = useLaunch();
  const cancelKey = offered && cancelKeys[offered.provider.cancel];
  const isUnreachable =
    checking.refusal !== null && Object.keys(checking.refusal.fields).length === 0;
  const failed = refusal ?? (isUnreachable ? checking.refusal : null);

  return (
    <Panel
      title={t('launch.summary.title')}
      actions={<StatusBadge of="stage" value={form.stage} />}
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Shape />
        <Account />
        <Box aria-live="polite" aria-busy={checking.isChecking}>
          <Checklist />
        </Box>
        {failed ? (
          <Notice of="danger" role="alert" title={t('launch.refused')}>
            {[...new Set([failed.fields && refusal ? null : failed.what, failed.why, failed.next])]
              .filter(Boolean)
              .join(' ')}
          </Notice>
        ) : null}
        <Button
          size="L"
          fullWidth
          startIcon={<Magic aria-hidden />}
          loading={isLaunching}
          onClick={onLaunch}
        >
          {t(form.stage === 'draft' ? 'launch.generate.drafts' : 'launch.generate.finals', {
            count: countOf(form),
          })}
        </Button>
        {cancelKey ? (
          <Typography variant="pi" textColor="neutral600" textAlign="center">
            {t(cancelKey)}
          </Typography>
        ) : null}
      </Flex>
    </Panel>
  );
};
