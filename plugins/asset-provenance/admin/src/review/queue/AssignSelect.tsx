import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { describeError, useAct, useAssignMutation, useReviewersQuery } from '../../api';
import { useMessages } from '../../i18n';

const NOBODY = 'nobody';

type Assignee = { id: string; name: string };
type AssignSelectProps = {
  outputIds: readonly string[];
  /** Who it is assigned to now; undefined where several outputs may differ. */
  value: Assignee | null | undefined;
  onAssigned: (assignee: Assignee | null, outputIds: string[]) => void;
};

/** Gives outputs to a reviewer, or to nobody. */
export const AssignSelect = ({ outputIds, value, onAssigned }: AssignSelectProps) => {
  const { t, say } = useMessages();
  const act = useAct();
  const { toggleNotification } = useNotification();
  const { data: reviewers = [] } = useReviewersQuery();
  const [assign, { isLoading }] = useAssignMutation();
  // Whoever it was given to may not review any more.
  const choices =
    value && !reviewers.some(({ id }) => id === value.id) ? [value, ...reviewers] : reviewers;

  const give = async (chosen: string) => {
    const assignee = choices.find(({ id }) => id === chosen) ?? null;
    const done = await act(assign({ outputIds: [...outputIds], assigneeId: assignee?.id ?? null }));
    if (!done.ok) return;
    const refused = done.data.flatMap((result) => result.refused ?? []);
    const count = done.data.length - refused.length;
    const [first] = refused;
    toggleNotification({
      type: first ? 'warning' : 'success',
      title: assignee
        ? t('review.assigned', { count, name: assignee.name })
        : t('review.unassigned', { count }),
      message: first
        ? t('review.assign.refused', {
            count: refused.length,
            why: describeError(first, { t, say }).what,
          })
        : undefined,
    });
    onAssigned(
      assignee && { id: assignee.id, name: assignee.name },
      done.data.flatMap(({ id, refused: why }) => (why ? [] : [id]))
    );
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
