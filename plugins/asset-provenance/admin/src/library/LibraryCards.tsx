import type { LibraryItem } from '../../../shared/library';
import { useFormat, useMessages } from '../i18n';
import { CardGrid, MediaCard, useCatalogTerms } from '../ui';
import type { Selection } from '../ui';
import { ItemBadges } from './badges';

export type ItemListProps = {
  items: readonly LibraryItem[];
  openId: string | null;
  selection: Selection;
  onOpen: (fileDocumentId: string) => void;
};

/** Files as pictures. */
export const LibraryCards = ({ items, openId, selection, onOpen }: ItemListProps) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { purposeOf } = useCatalogTerms();
  const metaOf = ({ purpose, owner, limits }: LibraryItem) =>
    [
      purposeOf(purpose),
      owner,
      limits?.validUntil && t('review.limits.valid.until', { until: day(limits.validUntil) }),
    ]
      .filter(Boolean)
      .join(' · ');

  return (
    <CardGrid>
      {items.map((item) => (
        <MediaCard
          key={item.fileDocumentId}
          media={item}
          alt={item.name}
          title={item.name}
          badges={<ItemBadges item={item} />}
          meta={metaOf(item)}
          isOpen={item.fileDocumentId === openId}
          isSelected={selection.has(item.fileDocumentId)}
          onSelect={({ shiftKey }) => selection.toggle(item.fileDocumentId, shiftKey)}
          onOpen={() => onOpen(item.fileDocumentId)}
        />
      ))}
    </CardGrid>
  );
};
