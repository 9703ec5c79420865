import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Flex, Searchbar, SearchForm, TextButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';

const TYPING = 300;

const Slot = styled(Box)`
  flex: 0 1 24rem;
  min-width: 16rem;
`;

type SearchProps = {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  placeholder?: string;
};

/** A search field that tells its value when the typing pauses. */
export const SearchField = ({ value, onChange, label, placeholder }: SearchProps) => {
  const { t } = useMessages();
  const [typed, setTyped] = useState(value);
  const name = label ?? t('common.search');

  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  return (
    <SearchForm
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed);
      }}
    >
      <Searchbar
        name="q"
        size="S"
        value={typed}
        placeholder={placeholder ?? name}
        clearLabel={t('common.clear-search')}
        onChange={(event) => setTyped(event.target.value)}
        onClear={() => onChange('')}
      >
        {name}
      </Searchbar>
    </SearchForm>
  );
};

type FilterBarProps = {
  /** `TermSelect`s and the like. */
  children?: ReactNode;
  search?: SearchProps;
  /** Shows *Clear filters*; give it only while one is set. */
  onClear?: () => void;
  /** At the right: sort, view switch. */
  end?: ReactNode;
};

/** Filters, search, sort and view switch above a list. */
export const FilterBar = ({ children, search, onClear, end }: FilterBarProps) => {
  const { t } = useMessages();
  return (
    <Flex
      role="group"
      aria-label={t('common.filters')}
      justifyContent="space-between"
      alignItems="flex-start"
      gap={4}
      paddingBottom={4}
    >
      <Flex gap={2} wrap="wrap" flex="1">
        {search ? (
          <Slot>
            <SearchField {...search} />
          </Slot>
        ) : null}
        {children}
        {onClear ? (
          <TextButton startIcon={<Cross aria-hidden />} onClick={onClear}>
            {t('common.clear-filters')}
          </TextButton>
        ) : null}
      </Flex>
      {end ? <Flex gap={2}>{end}</Flex> : null}
    </Flex>
  );
};
