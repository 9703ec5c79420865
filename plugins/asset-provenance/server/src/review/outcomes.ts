import type { BulkResult } from '../../../shared';
import { Refusal } from '../kernel';
import type { Kernel } from '../kernel';

type Outcome<T> = { result: T | null; refused: BulkResult['refused'] };

/** Does one of many: what goes wrong with it is its own result, and the others go on. */
export const outcomeOf = async <T>(
  log: Kernel['log'],
  act: () => Promise<T>
): Promise<Outcome<T>> => {
  try {
    return { result: await act(), refused: null };
  } catch (error) {
    if (error instanceof Refusal) {
      const { status, message, details } = error;
      return { result: null, refused: { status, message, details } };
    }
    log.error(error);
    const what = {
      en: 'Something went wrong here; nothing of this one was changed.',
      zh: '处理该项时出错，未作任何改动。',
    };
    return {
      result: null,
      refused: {
        status: 500,
        message: what.en,
        details: { code: 'internal', what, next: { en: 'Try it again.', zh: '请重试。' } },
      },
    };
  }
};
