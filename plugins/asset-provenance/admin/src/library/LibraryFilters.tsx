import { useMemo, useState } from 'react';
import { Box, Flex, TextButton } from '@strapi/design-system';
import { Filter } from '@strapi/icons';
import { approvalStatuses, kinds, origins } from '../../../shared/vocabulary';
import { useLibraryChoicesQuery } from '../api';
import { useMessages } from '../i18n';
import { DayField, FilterBar, namesAsTerms, TermSelect, useCatalogTerms } from '../ui';
import type { LibraryState } from './libraryState';

type FiltersProps = { list: LibraryState };

/** Filters that are needed less often: of whom, of what, until when. */
const RareFilters = ({ list: { values, set } }: FiltersProps) => {
  const { t } = useMessages();
  const { data: choices } = useLibraryChoicesQuery();
  const { brands, series, models, owners } = useMemo(() => {
    const same = (names: string[] = []) => namesAsTerms(names.map((name) => [name, name]));
    return {
      brands: same(choices?.brands),
      series: same(choices?.series),
      models: same(choices?.models),
      owners: namesAsTerms((choices?.owners ?? []).map(({ id, name }) => [id, name])),
    };
  }, [choices]);
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={4}>
      <TermSelect
        label={t('library.kind')}
        terms={kinds}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
      <TermSelect
        label={t('library.brand')}
        terms={brands}
        value={values.brand}
        onChange={(brand) => set({ brand })}
      />
      <TermSelect
        label={t('library.series')}
        terms={series}
        value={values.series}
        onChange={(chosen) => set({ series: chosen })}
      />
      <TermSelect
        label={t('library.owner')}
        terms={owners}
        value={values.ownerId}
        onChange={(ownerId) => set({ ownerId })}
      />
      <TermSelect
        label={t('library.model')}
        terms={models}
        value={values.modelId}
        onChange={(modelId) => set({ modelId })}
      />
      <Box width="20rem">
        <DayField
          as="filter"
          label={t('library.expires-before')}
          value={values.expiresBefore}
          onChange={(expiresBefore) => set({ expiresBefore })}
        />
      </Box>
    </Flex>
  );
};

/** What is shown. */
export const LibraryFilters = ({ list }: FiltersProps) => {
  const { t } = useMessages();
  const { purposes, channels } = useCatalogTerms();
  const { values, set, isFiltered, clearFilters } = list;
  const { kind, brand, series, ownerId, modelId, expiresBefore } = values;
  const hasRare = [kind, brand, series, ownerId, modelId, expiresBefore].some(Boolean);
  const [isWide, setIsWide] = useState(hasRare);

  return (
    <>
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
          label={t('library.usable-on')}
          terms={channels}
          value={values.usableOn}
          onChange={(usableOn) => set({ usableOn })}
        />
        <TermSelect
          label={t('library.purpose')}
          terms={purposes}
          value={values.purpose}
          onChange={(purpose) => set({ purpose })}
        />
        {hasRare ? null : (
          <TextButton
            startIcon={<Filter aria-hidden />}
            aria-expanded={isWide}
            onClick={() => setIsWide(!isWide)}
          >
            {t(isWide ? 'library.fewer-filters' : 'library.more-filters')}
          </TextButton>
        )}
      </FilterBar>
      {isWide || hasRare ? <RareFilters list={list} /> : null}
    </>
  );
};
