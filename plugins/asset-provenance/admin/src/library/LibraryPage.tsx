import { APPROVAL_STATUSES, approvalStatuses, ORIGINS, origins } from '../../../shared/vocabulary';
import { useLibraryQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  CardGrid,
  Drawer,
  EmptyState,
  ErrorState,
  FilterBar,
  idOrNull,
  LoadingCards,
  maybeOneOf,
  MediaCard,
  MediaFrame,
  NoMatch,
  PageShell,
  ShowMore,
  StaleNotice,
  StatusBadge,
  TermSelect,
  text,
  useUrlState,
} from '../ui';

const spec = {
  status: maybeOneOf(APPROVAL_STATUSES),
  origin: maybeOneOf(ORIGINS),
  q: text(),
  open: idOrNull(),
};
const FILTERS = ['status', 'origin', 'q'] as const;

export const LibraryPage = () => {
  const { t } = useMessages();
  const { values, set, clear } = useUrlState(spec);
  const filters = {
    status: values.status ?? undefined,
    origin: values.origin ?? undefined,
    q: values.q || undefined,
  };
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const clearFilters = () => clear(FILTERS);

  const { wanted, showMore } = useWanted(filters);
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useLibraryQuery({
    ...filters,
    wanted,
  });
  const opened = data?.results.find(({ fileDocumentId }) => fileDocumentId === values.open);

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingCards />;
    if (data.results.length === 0)
      return isFiltered ? (
        <NoMatch onClear={clearFilters} />
      ) : (
        <EmptyState of="pictures">{t('library.empty')}</EmptyState>
      );
    return (
      <>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        <CardGrid>
          {data.results.map((item) => (
            <MediaCard
              key={item.fileDocumentId}
              media={item}
              alt={item.name}
              title={item.name}
              badges={
                <>
                  <StatusBadge of="approval" value={item.approvalStatus} />
                  <StatusBadge of="origin" value={item.origin} />
                </>
              }
              isSelected={item.fileDocumentId === values.open}
              onOpen={() => set({ open: item.fileDocumentId })}
            />
          ))}
        </CardGrid>
        <ShowMore hasMore={data.nextCursor !== null} isFetching={isFetching} onMore={showMore} />
      </>
    );
  };

  return (
    <PageShell
      title={t('library.title')}
      subtitle={t('library.subtitle')}
      count={data && { shown: data.results.length, hasMore: data.nextCursor !== null }}
    >
      <FilterBar
        search={{ value: values.q, onChange: (q) => set({ q }, { replace: true }) }}
        onClear={isFiltered ? clearFilters : undefined}
      >
        <TermSelect
          label={t('library.status')}
          terms={approvalStatuses}
          value={values.status}
          onChange={(status) => set({ status })}
        />
        <TermSelect
          label={t('library.origin')}
          terms={origins}
          value={values.origin}
          onChange={(origin) => set({ origin })}
        />
      </FilterBar>
      {content()}
      {opened ? (
        <Drawer title={opened.name} onClose={() => set({ open: null })}>
          <MediaFrame media={opened} alt={opened.name} mode="full" canShowTruePixels />
        </Drawer>
      ) : null}
    </PageShell>
  );
};
