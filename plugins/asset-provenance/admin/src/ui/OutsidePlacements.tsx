import { Flex, Link, TextButton, Typography } from '@strapi/design-system';
import type { OutsidePlacement } from '../../../shared/usage';
import { aiDeclarations } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Ellipsis } from './Ellipsis';
import { useCatalogTerms } from './useCatalogTerms';

type OnEnd = ((placement: OutsidePlacement) => void) | undefined;

const Item = ({ placement, onEnd }: { placement: OutsidePlacement; onEnd: OnEnd }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const termOf = useTerm();
  const { channelOf } = useCatalogTerms();
  const { channel, url, placedOn, aiDeclaration, note, recordedBy, ended } = placement;
  const facts = [
    t('library.used.since', { day: day(placedOn) }),
    termOf(aiDeclarations, aiDeclaration),
    t('library.used.by', { name: recordedBy.name }),
  ];
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography fontWeight="bold" textColor={ended ? 'neutral600' : 'neutral800'}>
          {channelOf(channel)}
        </Typography>
        {onEnd && !ended ? (
          <TextButton onClick={() => onEnd(placement)}>{t('library.used.end')}</TextButton>
        ) : null}
      </Flex>
      {url ? (
        <Link href={url} isExternal style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Link>
      ) : null}
      <Typography variant="pi" textColor="neutral600">
        {facts.join(' · ')}
      </Typography>
      {note ? <Ellipsis lines={2}>{note}</Ellipsis> : null}
      {ended ? (
        <Typography variant="pi" textColor="neutral600">
          {t('library.used.ended-by', { name: ended.by, reason: ended.reason })}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** Uses that no entry here shows: those that stand, then those that ended. */
export const OutsidePlacements = ({
  placements,
  none,
  onEnd,
}: {
  placements: readonly OutsidePlacement[];
  /** Said when there is none. */
  none?: string;
  /** Absent: this reader may not. */
  onEnd?: (placement: OutsidePlacement) => void;
}) => {
  const { t } = useMessages();
  if (placements.length === 0)
    return <Typography textColor="neutral600">{none ?? t('library.used.outside.none')}</Typography>;
  const standing = placements.filter(({ ended }) => !ended);
  const over = placements.filter(({ ended }) => ended);
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {[...standing, ...over].map((placement) => (
        <Item key={placement.placementId} placement={placement} onEnd={onEnd} />
      ))}
    </Flex>
  );
};
