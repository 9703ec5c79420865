import { Box, Flex, Typography } from '@strapi/design-system';
import { reasonChips } from '../../../shared/review';
import type { Verdict } from '../../../shared/review';
import { useMessages } from '../i18n';
import { CopyId } from './CopyId';
import { Ellipsis } from './Ellipsis';
import { RelativeTime } from './RelativeTime';
import { StatusBadge } from './StatusBadge';

const Item = ({ verdict, hasHash }: { verdict: Verdict; hasHash: boolean }) => {
  const { t, say } = useMessages();
  const isSuperseded = verdict.supersededBy !== null;
  return (
    <Box
      tag="li"
      borderColor="neutral200"
      borderStyle="solid"
      borderWidth="0 0 0 2px"
      paddingLeft={4}
    >
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex gap={2} wrap="wrap">
          <StatusBadge of="verdict" value={verdict.verdict} />
          {isSuperseded ? (
            <Typography variant="pi" textColor="neutral600">
              {t('review.superseded')}
            </Typography>
          ) : null}
        </Flex>
        {verdict.reasonChips.length > 0 ? (
          <Typography variant="pi" fontWeight="bold">
            {verdict.reasonChips.map((chip) => say(reasonChips[chip])).join(' · ')}
          </Typography>
        ) : null}
        {verdict.reason ? <Ellipsis lines={4}>{verdict.reason}</Ellipsis> : null}
        <Typography variant="pi" textColor="neutral600">
          {verdict.reviewer.name} · <RelativeTime at={verdict.givenAt} />
        </Typography>
        {hasHash ? <CopyId value={verdict.storedSha256} label={t('review.bytes')} /> : null}
      </Flex>
    </Box>
  );
};

type VerdictListProps = {
  verdicts: readonly Verdict[];
  /** Shows the bytes that each verdict is about. */
  hasHash?: boolean;
};

/** Verdicts on one output, newest first; what was superseded stays. */
export const VerdictList = ({ verdicts, hasHash = false }: VerdictListProps) => (
  <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
    {[...verdicts]
      .sort((a, b) => b.givenAt.localeCompare(a.givenAt))
      .map((verdict) => (
        <Item key={verdict.verdictId} verdict={verdict} hasHash={hasHash} />
      ))}
  </Flex>
);
