import { BeyondStage } from '../launch/BeyondStage';
import { isBeyondStage, nearestOf } from '../launch/money';
import type { Spend } from '../launch/money';
import { SpendDetails } from '../launch/SpendDetails';
import { SpendNotices } from '../launch/SpendNotices';
import type { Checking } from '../launch/usePreflight';
import { Notice } from '../ui';
import { wishesWithin } from './promoteRequest';
import type { Wishes } from './promoteRequest';

type PromoteSpendProps = {
  spend: Spend;
  checking: Checking;
  priceHint: string;
  onChange: (wishes: Partial<Wishes>) => void;
};

/** What the final would cost, and what stands against it. */
export const PromoteSpend = ({ spend, checking, priceHint, onChange }: PromoteSpendProps) => {
  const { refusal, checkAgain } = checking;
  if (refusal && isBeyondStage(refusal)) {
    const nearest = nearestOf(refusal);
    const wishes = nearest && wishesWithin(nearest);
    return <BeyondStage refusal={refusal} onTake={wishes ? () => onChange(wishes) : null} />;
  }
  if (refusal)
    return (
      <Notice of="danger" role="alert">
        {[refusal.what, refusal.why, refusal.next].filter(Boolean).join(' ')}
      </Notice>
    );
  return (
    <>
      <SpendDetails spend={spend} priceHint={priceHint} />
      <SpendNotices spend={spend} onCheckAgain={checkAgain} />
    </>
  );
};
