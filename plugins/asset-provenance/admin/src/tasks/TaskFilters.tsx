import { useMemo } from 'react';
import { failureClasses, kinds, stages, taskStates } from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';
import { usePermissions } from '../access';
import { useCatalogQuery } from '../api';
import { useMessages } from '../i18n';
import { Choices, FilterBar, TermSelect, useCatalogTerms } from '../ui';
import { OWNERS } from './taskListState';
import type { Owner, TaskListState } from './taskListState';

const ownerKeys = {
  mine: 'tasks.owner.mine',
  team: 'tasks.owner.team',
  all: 'tasks.owner.all',
} as const;

type OwnerSwitchProps = { owner: Owner; onChange: (owner: Owner) => void };

/** Mine, my team's, or everybody's for those who may read them. */
export const OwnerSwitch = ({ owner, onChange }: OwnerSwitchProps) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const owners = OWNERS.filter((each) => each !== 'all' || can('task.read-all'));
  return (
    <Choices
      look="segments"
      label={t('tasks.owner')}
      isLabelHidden
      value={owner}
      onChange={onChange}
      options={owners.map((each) => ({ value: each, label: t(ownerKeys[each]) }))}
    />
  );
};

/** In which state, of which kind, and what was asked for. */
export const TaskFilters = ({ list }: { list: TaskListState }) => {
  const { t } = useMessages();
  const { purposes } = useCatalogTerms();
  const { data: catalog } = useCatalogQuery();
  const { values, set, isFiltered, clearFilters } = list;
  const providers = useMemo(
    () =>
      Object.fromEntries(
        (catalog?.providers ?? []).map(({ id, name }): [string, Term] => [
          id,
          { en: name, zh: name },
        ])
      ),
    [catalog]
  );

  return (
    <FilterBar
      search={{
        value: values.q,
        label: t('tasks.search'),
        placeholder: t('tasks.search.placeholder'),
        onChange: (q) => set({ q }, { replace: true }),
      }}
      onClear={isFiltered ? clearFilters : undefined}
    >
      <TermSelect
        label={t('tasks.column.state')}
        terms={taskStates}
        value={values.state}
        onChange={(state) => set({ state })}
      />
      <TermSelect
        label={t('tasks.column.stage')}
        terms={stages}
        value={values.stage}
        onChange={(stage) => set({ stage })}
      />
      <TermSelect
        label={t('launch.kind')}
        terms={kinds}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
      <TermSelect
        label={t('launch.purpose')}
        terms={purposes}
        value={values.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <TermSelect
        label={t('tasks.provider')}
        terms={providers}
        value={values.providerId}
        onChange={(providerId) => set({ providerId })}
      />
      <TermSelect
        label={t('tasks.failure')}
        terms={failureClasses}
        value={values.failureClass}
        onChange={(failureClass) => set({ failureClass })}
      />
    </FilterBar>
  );
};
