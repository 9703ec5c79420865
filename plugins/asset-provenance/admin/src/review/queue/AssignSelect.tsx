import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useAct, useAssignMutation, useReviewersQuery } from '../../api';
import { useMessages } from '../../i18n';

const NOBODY = 'nobody';

type Assignee = { id: string; name: string };
type AssignSelectProps = {
  outputIds: readonly string[];
  /** Who it is assigned to now; undefined where several outputs may differ. */
  value: Assignee | null | undefined;
  onAssigned: (assignee: Assignee | null) => void;
};

/** Gives outputs to a reviewer, or to nobody. */
export const AssignSelect = ({ outputIds, value, onAssigned }: AssignSelectProps) => {
  const { t } = useMessages();
  const act = useAct();
  const { data: reviewers = [] } = useReviewersQuery();
  const [assign, { isLoading }] = useAssignMutation();
  // Whoever it was given to may not review any more.
  const choices =
    value && !reviewers.some(({ id }) => id === value.id) ? [value, ...reviewers] : reviewers;

  const give = async (chosen: string) => {
    const assignee = choices.find(({ id }) => id === chosen) ?? null;
    const done = await act(
      assign({ outputIds: [...outputIds], assigneeId: assignee?.id ?? null }),
      assignee
        ? t('review.assigned', { count: outputIds.length, name: assignee.name })
        : t('review.unassigned', { count: outputIds.length })
    );
    if (done.ok) onAssigned(assignee && { id: assignee.id, name: assignee.name });
  };

  return (
    <SingleSelect
      size="S"
      aria-label={t('review.assign')}
      placeholder={t('review.assign')}
      disabled={isLoading || outputIds.length === 0}
      value={value === undefined ? null : (value?.id ?? NOBODY)}
      onChange={(chosen) => void give(String(chosen))}
    >
      <SingleSelectOption value={NOBODY}>{t('review.assignee.nobody')}</SingleSelectOption>
      {choices.map(({ id, name }) => (
        <SingleSelectOption key={id} value={id}>
          {name}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
