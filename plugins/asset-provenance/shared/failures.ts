import type { Billed, FailureClass, FailureGroup, FailurePhase } from './vocabulary';

/**
 * Why a job or an output ended without a file.
 * `message` is the provider's or our own plain text, cleaned of secrets; `retryAfter` is in seconds.
 */
export type Failure = {
  class: FailureClass;
  group: FailureGroup;
  phase: FailurePhase;
  retryable: boolean;
  billed: Billed;
  providerCode: string | null;
  httpStatus: number | null;
  retryAfter: number | null;
  message: string;
};

/** What a person does next; each is a button on the task. */
export type NextStep =
  'change_parameters' | 'retry' | 'launch_again' | 'check_settings' | 'top_up' | 'download_again';

type FailureGuide = {
  group: FailureGroup;
  nextStep: NextStep;
  sentence: { en: string; zh: string };
  next: { en: string; zh: string };
};

/** One plain sentence and one next step for each class: the only wording of failures. */
export const failureGuide: Record<FailureClass, FailureGuide> = {
  invalid_parameters: {
    group: 'parameters',
    nextStep: 'change_parameters',
    sentence: { en: 'The provider did not accept these parameters.', zh: '服务商不接受这些参数。' },
    next: { en: 'Change what is named and launch a variant.', zh: '修改所指出的参数后生成变体。' },
  },
  moderation: {
    group: 'parameters',
    nextStep: 'change_parameters',
    sentence: {
      en: "The provider's moderation refused the prompt or a reference.",
      zh: '上游内容安全策略拦截了提示词或参考图。',
    },
    next: {
      en: 'Reword the prompt or change the reference, then launch a variant.',
      zh: '调整提示词或参考图后生成变体。',
    },
  },
  queue: {
    group: 'queue',
    nextStep: 'launch_again',
    sentence: {
      en: 'It waited too long in the queue, or the provider limits the rate.',
      zh: '排队超时，或被上游限流。',
    },
    next: {
      en: 'Launch it again in a while; nothing was made.',
      zh: '稍后重新发起；本次没有产出。',
    },
  },
  upstream: {
    group: 'upstream',
    nextStep: 'launch_again',
    sentence: { en: 'The provider failed while making it.', zh: '服务商在生成过程中失败。' },
    next: {
      en: 'Launch it again; a new attempt may be billed.',
      zh: '重新发起；新的尝试可能计费。',
    },
  },
  authentication: {
    group: 'upstream',
    nextStep: 'check_settings',
    sentence: {
      en: 'The provider refused our key or its permissions.',
      zh: '服务商拒绝了密钥或其权限。',
    },
    next: {
      en: 'Ask the person who manages the provider settings to check the key.',
      zh: '请联系管理员检查服务商密钥。',
    },
  },
  credit: {
    group: 'upstream',
    nextStep: 'top_up',
    sentence: { en: 'The credit with the provider is used up.', zh: '在服务商处的余额已用尽。' },
    next: { en: 'Ask for a top-up, then launch it again.', zh: '申请充值后重新发起。' },
  },
  timeout: {
    group: 'upstream',
    nextStep: 'retry',
    sentence: { en: 'No result came before the deadline.', zh: '在期限内没有得到结果。' },
    next: {
      en: 'Check again: a late result is still taken, and nothing is sent twice.',
      zh: '再次查询：迟到的结果仍可取回，不会重复提交。',
    },
  },
  cancelled_by_provider: {
    group: 'upstream',
    nextStep: 'launch_again',
    sentence: { en: 'The provider cancelled it.', zh: '服务商取消了该任务。' },
    next: { en: 'Launch it again if it is still wanted.', zh: '如仍需要，请重新发起。' },
  },
  download: {
    group: 'download',
    nextStep: 'download_again',
    sentence: {
      en: 'It was made, but the file could not be fetched or stored.',
      zh: '已生成，但文件未能获取或保存。',
    },
    next: {
      en: 'Download again: it is not generated or billed a second time.',
      zh: '重新下载：不会再次生成或计费。',
    },
  },
};
