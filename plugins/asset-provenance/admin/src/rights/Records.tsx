import { Flex } from '@strapi/design-system';
import { POLL, usePolling, useRightsListQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  EmptyState,
  FilterBar,
  idOrNull,
  LoadingRows,
  maybeOneOf,
  NoMatch,
  PagedList,
  TermSelect,
  useUrlState,
} from '../ui';
import { Affected } from './Affected';
import { RecordRow } from './RecordRow';
import { standings } from './standings';

const STANDINGS = ['valid', 'ending', 'ended', 'withdrawn'] as const;
const spec = { status: maybeOneOf(STANDINGS), open: idOrNull() };

/** Rights records, newest first. */
export const Records = () => {
  const { t } = useMessages();
  const { values, set, clear } = useUrlState(spec);
  const filters = { status: values.status ?? undefined };
  const { wanted, showMore } = useWanted(filters);
  const query = useRightsListQuery({ ...filters, wanted }, usePolling(POLL.idle));

  return (
    <>
      <FilterBar onClear={values.status ? () => clear(['status']) : undefined}>
        <TermSelect
          label={t('rights.standing')}
          terms={standings}
          value={values.status}
          onChange={(status) => set({ status })}
        />
      </FilterBar>
      <PagedList
        query={query}
        loading={<LoadingRows />}
        empty={
          values.status ? (
            <NoMatch onClear={() => clear(['status'])} />
          ) : (
            <EmptyState>{t('rights.empty')}</EmptyState>
          )
        }
        wanted={wanted}
        onMore={showMore}
      >
        {(records) => (
          <Flex direction="column" alignItems="stretch" gap={3}>
            {records.map((record) => (
              <RecordRow
                key={record.rightsRecordId}
                record={record}
                isOpen={values.open === record.rightsRecordId}
                onOpen={() => set({ open: record.rightsRecordId })}
              />
            ))}
          </Flex>
        )}
      </PagedList>
      {values.open ? (
        <Affected rightsRecordId={values.open} onClose={() => set({ open: null })} />
      ) : null}
    </>
  );
};
