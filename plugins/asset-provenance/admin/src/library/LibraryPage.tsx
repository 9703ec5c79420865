import { Flex } from '@strapi/design-system';
import { POLL, useLibraryQuery, usePolling, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  countOfPage,
  EmptyState,
  LoadingCards,
  LoadingRows,
  NoMatch,
  PagedList,
  PageShell,
  useSelection,
} from '../ui';
import { BulkBar } from './BulkBar';
import { LibraryCards } from './LibraryCards';
import { LibraryDrawer } from './LibraryDrawer';
import { LibraryFilters } from './LibraryFilters';
import { useLibraryState } from './libraryState';
import { LibraryTable } from './LibraryTable';
import { ListHead } from './ListHead';
import { SavedViews } from './SavedViews';
import { useLibraryKeys } from './useLibraryKeys';

/** Media with their standing, origin and limits. */
export const LibraryPage = () => {
  const { t } = useMessages();
  const list = useLibraryState();
  const { values, set, filters, isFiltered, clearFilters } = list;
  const { wanted, showMore } = useWanted(filters);
  const query = useLibraryQuery({ ...filters, wanted }, usePolling(POLL.idle));
  const { data } = query;
  const shown = data?.results ?? [];

  const selection = useSelection(
    shown.map(({ fileDocumentId }) => fileDocumentId),
    values.selected,
    (selected) => set({ selected }, { replace: true })
  );
  const open = (fileDocumentId: string | null) => set({ open: fileDocumentId });
  const keys = useLibraryKeys({ list, shown, selection });
  const isTable = values.shape === 'table';
  const Items = isTable ? LibraryTable : LibraryCards;

  return (
    <PageShell
      title={t('library.title')}
      subtitle={t('library.subtitle')}
      count={countOfPage(data)}
      keys={keys}
    >
      <SavedViews list={list} />
      <LibraryFilters list={list} />
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ListHead list={list} selection={selection} />
        <BulkBar
          shown={shown}
          selected={values.selected}
          onSelect={(selected) => set({ selected }, { replace: true })}
        />
        <PagedList
          query={query}
          loading={isTable ? <LoadingRows /> : <LoadingCards />}
          empty={
            isFiltered ? (
              <NoMatch onClear={clearFilters} />
            ) : (
              <EmptyState of="pictures">{t('library.empty')}</EmptyState>
            )
          }
          wanted={wanted}
          onMore={showMore}
        >
          {(items) => (
            <Items items={items} openId={values.open} selection={selection} onOpen={open} />
          )}
        </PagedList>
      </Flex>
      {values.open ? (
        <LibraryDrawer
          key={values.open}
          fileDocumentId={values.open}
          known={shown.find(({ fileDocumentId }) => fileDocumentId === values.open)}
          onClose={() => open(null)}
          onOpen={open}
        />
      ) : null}
    </PageShell>
  );
};
