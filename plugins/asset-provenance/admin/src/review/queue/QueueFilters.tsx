import { memo } from 'react';
import { Checkbox, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ReviewItem } from '../../../../shared/review';
import { kinds } from '../../../../shared/vocabulary';
import { useReviewersQuery } from '../../api';
import { useMessages } from '../../i18n';
import { FilterBar, TermSelect, useCatalogTerms } from '../../ui';
import { queueTerms, useQueueFilters } from '../queueState';

type Choice = { value: string; label: string };

type PersonSelectProps = {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
};

const PersonSelect = ({ label, choices, value, onChange }: PersonSelectProps) => {
  const { t } = useMessages();
  const nameOf = (id: string) => choices.find((choice) => choice.value === id)?.label ?? '…';
  return (
    <SingleSelect
      size="S"
      aria-label={label}
      placeholder={label}
      value={value || null}
      onChange={(chosen) => onChange(String(chosen))}
      onClear={value ? () => onChange('') : undefined}
      clearLabel={t('common.clear')}
      customizeContent={(chosen) => `${label}: ${nameOf(String(chosen))}`}
    >
      {choices.map((choice) => (
        <SingleSelectOption key={choice.value} value={choice.value}>
          {choice.label}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

/** Whose work is in the list: nobody needs to read all people to find an owner. */
const ownersOf = (items: readonly ReviewItem[]): Choice[] => {
  const names = new Map(
    items.flatMap(({ task: { owner } }) => (owner.id ? [[owner.id, owner.name] as const] : []))
  );
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
};

/** What of the queue is shown. */
export const QueueFilters = memo(function QueueFilters({
  items,
}: {
  items: readonly ReviewItem[];
}) {
  const { t } = useMessages();
  const { purposes, channels } = useCatalogTerms();
  const { data: reviewers = [] } = useReviewersQuery();
  const { values, set, isFiltered, clearFilters } = useQueueFilters();
  const assignees = [
    { value: 'me', label: t('review.assignee.me') },
    { value: 'nobody', label: t('review.assignee.nobody') },
    ...reviewers.map(({ id, name }) => ({ value: id, label: name })),
  ];

  return (
    <FilterBar onClear={isFiltered ? clearFilters : undefined}>
      <TermSelect
        label={t('review.status')}
        terms={queueTerms}
        isClearable={false}
        value={values.status}
        onChange={(status) => set({ status: status ?? 'pending' })}
      />
      <TermSelect
        label={t('review.purpose')}
        terms={purposes}
        value={values.purpose || null}
        onChange={(purpose) => set({ purpose: purpose ?? '' })}
      />
      <TermSelect
        label={t('review.channel')}
        terms={channels}
        value={values.channel || null}
        onChange={(channel) => set({ channel: channel ?? '' })}
      />
      <TermSelect
        label={t('review.kind')}
        terms={kinds}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
      <PersonSelect
        label={t('review.assignee')}
        choices={assignees}
        value={values.assignee}
        onChange={(assignee) => set({ assignee })}
      />
      <PersonSelect
        label={t('review.owner')}
        choices={ownersOf(items)}
        value={values.owner}
        onChange={(owner) => set({ owner })}
      />
      <Flex minHeight="3.2rem">
        <Checkbox
          checked={values.decidable}
          onCheckedChange={(checked) => set({ decidable: checked === true })}
        >
          {t('review.decidable')}
        </Checkbox>
      </Flex>
    </FilterBar>
  );
});
