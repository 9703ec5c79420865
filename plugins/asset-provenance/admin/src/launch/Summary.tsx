import { useId, useRef } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Preflight } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { useStockFileQuery } from '../api';
import { mediaUrl, Notice, Panel, StatusBadge, useCostWords } from '../ui';
import { cancelKeys } from './cancelKeys';
import { Checklist } from './Checklist';
import { RatioShape } from './RatioShape';
import { Refused } from './Refused';
import { countOf, ratioOfForm, sentReferences } from './request';
import { videoPixels } from './usual';
import { LaunchMany } from './LaunchMany';
import { hasSpendNotice, isUnaffordable } from './money';
import { SpendDetails } from './SpendDetails';
import { SpendNotices } from './SpendNotices';
import { useLaunch } from './useLaunchForm';

const Thumbnail = styled.img`
  width: 4.8rem;
  height: 4.8rem;
  object-fit: contain;
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral100};
`;

/** Where the summary is longer than the window, the button and what stands against it stay in sight. */
const Foot = styled(Flex)`
  position: sticky;
  bottom: 0;
  z-index: 1;
  padding-block: ${({ theme }) => theme.spaces[3]};
  background: ${({ theme }) => theme.colors.neutral0};
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
  const { checking, offered, spend } = useLaunch();
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
      {offered ? <SpendDetails spend={spend} priceHint={say(offered.model.priceHint)} /> : null}
    </Flex>
  );
};

/** *Generate 4 drafts · 0.08 USD*; without a price where it is free, not known, or being computed. */
const useGenerateLabel = (): string => {
  const { t } = useMessages();
  const { estimated } = useCostWords();
  const { form, spend } = useLaunch();
  const { preview, isCurrent, amount } = spend;
  const words = t(form.stage === 'draft' ? 'launch.generate.drafts' : 'launch.generate.finals', {
    count: countOf(form),
  });
  return preview && isCurrent && amount && amount.microUnits > 0
    ? `${words} · ${estimated(amount, preview.estimate.certainty)}`
    : words;
};

/** What will happen, what it costs, whether all is there, and the button. */
export const Summary = ({
  isLaunching,
  onLaunch,
}: {
  isLaunching: boolean;
  onLaunch: () => void;
}) => {
  const { t } = useMessages();
  const { form, offered, checking, spend } = useLaunch();
  const label = useGenerateLabel();
  const spendId = useId();
  const launchButton = useRef<HTMLButtonElement>(null);
  const cancelKey = offered && cancelKeys[offered.provider.cancel];

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
        <Foot direction="column" alignItems="stretch" gap={3}>
          <Refused onMended={() => launchButton.current?.focus()} />
          <SpendNotices id={spendId} spend={spend} onCheckAgain={checking.checkAgain} />
          <Button
            ref={launchButton}
            size="L"
            fullWidth
            startIcon={<Magic aria-hidden />}
            loading={isLaunching}
            disabled={isUnaffordable(spend)}
            aria-describedby={hasSpendNotice(spend) ? spendId : undefined}
            onClick={onLaunch}
          >
            {label}
          </Button>
          <LaunchMany />
          {cancelKey ? (
            <Typography variant="pi" textColor="neutral600" textAlign="center">
              {t(cancelKey)}
            </Typography>
          ) : null}
        </Foot>
      </Flex>
    </Panel>
  );
};
