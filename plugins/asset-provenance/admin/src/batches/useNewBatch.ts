import { useEffect, useMemo, useState } from 'react';
import type { BatchDetail, BatchTableInput } from '../../../shared/batches';
import { useAsking, useCheckBatchMutation, useLaunchBatchMutation, useRefusal } from '../api';
import type { Refusal } from '../api';
import { isOverBudget, toSpend } from '../launch/money';
import { anyKey } from '../launch/request';
import { emptyDraft, savedCommon, savedDraft, saveDraft } from './storage';
import type { BatchDraft, Common } from './storage';

const SERVER_FAILED = 500;

/** No answer came, or one that does not say: it may have been launched. */
export const isUnsure = ({ status }: Refusal): boolean =>
  status === null || status >= SERVER_FAILED;

const inputOf = (common: Common | null, draft: BatchDraft): BatchTableInput | null => {
  const { file, table, repeatReason } = draft;
  if (!file && !table.trim()) return null;
  return {
    common: common?.launch ?? {},
    table: file ? null : table,
    file: file?.base64 ?? null,
    repeatReason: repeatReason.trim() || null,
  };
};

/** A table on its way to becoming tasks: kept for this window, checked as it changes. */
export const useNewBatch = () => {
  const [common] = useState(savedCommon);
  const [draft, setDraft] = useState(savedDraft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [ask] = useCheckBatchMutation();
  const [launch, { isLoading }] = useLaunchBatchMutation();
  const describe = useRefusal();
  useEffect(() => saveDraft(draft), [draft]);

  const { table, file, repeatReason } = draft;
  const input = useMemo(
    () => inputOf(common, { ...emptyDraft, table, file, repeatReason }),
    [common, table, file, repeatReason]
  );
  const { answer, asked, refusal: unread, isAsking, askAgain } = useAsking(ask, input);
  const isCurrent = useMemo(
    () => asked !== null && JSON.stringify(asked) === JSON.stringify(input),
    [asked, input]
  );
  const check = input && !unread ? answer : null;

  return {
    common,
    draft,
    /** What the server said of the table; of the one before while `isCurrent` is not yet true. */
    check,
    isCurrent: isCurrent && !isAsking,
    isChecking: input !== null && isAsking,
    spend: toSpend(check?.spend ?? null, isCurrent),
    /** Why it was not launched. */
    refusal,
    /** Why the table could not be checked. */
    unread: input && !isAsking ? unread : null,
    isLaunching: isLoading,
    checkAgain: askAgain,
    change: (patch: Partial<BatchDraft>) => {
      setDraft((before) => ({ ...before, ...patch }));
      setRefusal(null);
    },
    /** Answers with the batch, or with null when there is none. */
    send: async (): Promise<BatchDetail | null> => {
      if (!input || isLoading) return null;
      const idempotencyKey = draft.idempotencyKey ?? anyKey();
      setDraft({ ...draft, idempotencyKey });
      setRefusal(null);
      try {
        const { batch } = await launch({
          ...input,
          name: draft.name.trim(),
          idempotencyKey,
        }).unwrap();
        saveDraft(emptyDraft);
        return batch;
      } catch (error) {
        const refused = describe(error);
        setRefusal(refused);
        if (!isUnsure(refused)) setDraft((before) => ({ ...before, idempotencyKey: null }));
        if (isOverBudget(refused)) askAgain();
        return null;
      }
    },
  };
};
export type NewBatch = ReturnType<typeof useNewBatch>;
