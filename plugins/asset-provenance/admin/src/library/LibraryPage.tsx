import { Box, Tabs } from '@strapi/design-system';
import {
  APPROVAL_STATUSES,
  approvalStatuses,
  KINDS,
  kinds,
  ORIGINS,
  origins,
} from '../../../shared/vocabulary';
import type { LibraryItem } from '../../../shared/library';
import { POLL, useLibraryQuery, usePolling, useWanted } from '../api';
import { useFormat, useMessages } from '../i18n';
import {
  CardGrid,
  countOfPage,
  EmptyState,
  FilterBar,
  idOrNull,
  LoadingCards,
  maybeOneOf,
  MediaCard,
  NoMatch,
  PagedList,
  PageShell,
  StatusBadge,
  TermSelect,
  text,
  useCatalogTerms,
  useUrlState,
} from '../ui';
import { LibraryDrawer } from './LibraryDrawer';
import { views } from './views';

const spec = {
  status: maybeOneOf(APPROVAL_STATUSES),
  origin: maybeOneOf(ORIGINS),
  purpose: text(),
  kind: maybeOneOf(KINDS),
  q: text(),
  open: idOrNull(),
};
const FILTERS = ['status', 'origin', 'purpose', 'kind', 'q'] as const;

const LibraryCard = ({
  item,
  isOpen,
  onOpen,
}: {
  item: LibraryItem;
  isOpen: boolean;
  onOpen: () => void;
}) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { purposeOf } = useCatalogTerms();
  const until = item.limits?.validUntil;
  return (
    <MediaCard
      media={item}
      alt={item.name}
      title={item.name}
      isSelected={isOpen}
      onOpen={onOpen}
      badges={
        <>
          <StatusBadge of="approval" value={item.approvalStatus} />
          {item.origin === 'unknown' ? null : <StatusBadge of="origin" value={item.origin} />}
        </>
      }
      meta={[
        purposeOf(item.purpose),
        item.owner,
        until && t('review.limits.valid.until', { until: day(until) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  );
};

/** Media with their standing, origin and limits. */
export const LibraryPage = () => {
  const { t } = useMessages();
  const { purposes } = useCatalogTerms();
  const { values, set, clear } = useUrlState(spec);
  const filters = {
    status: values.status ?? undefined,
    origin: values.origin ?? undefined,
    purpose: values.purpose || undefined,
    kind: values.kind ?? undefined,
    q: values.q || undefined,
  };
  const { status: _status, ...others } = filters;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const isPlain = Object.values(others).every((value) => value === undefined);
  const view = isPlain ? views.find(({ status }) => status === values.status) : undefined;
  const clearFilters = () => clear(FILTERS);

  const { wanted, showMore } = useWanted(filters);
  const query = useLibraryQuery({ ...filters, wanted }, usePolling(POLL.idle));
  const { data } = query;
  const opened = data?.results.find(({ fileDocumentId }) => fileDocumentId === values.open);

  return (
    <PageShell
      title={t('library.title')}
      subtitle={t('library.subtitle')}
      count={countOfPage(data)}
    >
      <Box paddingBottom={4}>
        <Tabs.Root
          variant="simple"
          value={view?.id ?? ''}
          onValueChange={(id) => {
            const chosen = views.find((one) => one.id === id);
            set({ status: chosen?.status ?? null, origin: null, purpose: '', kind: null, q: '' });
          }}
        >
          <Tabs.List aria-label={t('library.views')}>
            {views.map(({ id, label }) => (
              <Tabs.Trigger key={id} value={id}>
                {t(label)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Tabs.Root>
      </Box>
      <FilterBar
        search={{
          value: values.q,
          placeholder: t('library.search'),
          onChange: (q) => set({ q }, { replace: true }),
        }}
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
        <TermSelect
          label={t('library.purpose')}
          terms={purposes}
          value={values.purpose || null}
          onChange={(purpose) => set({ purpose: purpose ?? '' })}
        />
        <TermSelect
          label={t('library.kind')}
          terms={kinds}
          value={values.kind}
          onChange={(kind) => set({ kind })}
        />
      </FilterBar>
      <PagedList
        query={query}
        loading={<LoadingCards />}
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
          <CardGrid>
            {items.map((item) => (
              <LibraryCard
                key={item.fileDocumentId}
                item={item}
                isOpen={item.fileDocumentId === values.open}
                onOpen={() => set({ open: item.fileDocumentId })}
              />
            ))}
          </CardGrid>
        )}
      </PagedList>
      {opened ? (
        <LibraryDrawer
          key={opened.fileDocumentId}
          item={opened}
          onClose={() => set({ open: null })}
        />
      ) : null}
    </PageShell>
  );
};
