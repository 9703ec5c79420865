import { useMessages } from '../i18n';
import { Notice } from '../ui';
import { BeyondStage } from './BeyondStage';
import { isBeyondStage, isOverBudget, isUnaffordable, withNearest } from './money';
import { useLaunch } from './useLaunchForm';

type RefusedProps = {
  /** The notice, and the button in it, go. */
  onMended: () => void;
};

/** What the server does not accept, as far as it stands beside no input. */
export const Refused = ({ onMended }: RefusedProps) => {
  const { t } = useMessages();
  const { checking, refusal, spend, change } = useLaunch();
  const current = refusal ?? checking.refusal;
  if (!current) return null;
  if (isBeyondStage(current))
    return (
      <BeyondStage
        refusal={current}
        onTake={(nearest) => {
          change((form) => withNearest(form, nearest));
          onMended();
        }}
      />
    );

  const hasFields = Object.keys(current.fields).length > 0;
  if (hasFields && !refusal) return null;
  // The budget itself says it better.
  if (isOverBudget(current) && isUnaffordable(spend)) return null;
  const { what, why, next } = current;
  return (
    <Notice of="danger" role="alert" title={t('launch.refused')}>
      {[...new Set([hasFields ? null : what, why, next])].filter(Boolean).join(' ')}
    </Notice>
  );
};
