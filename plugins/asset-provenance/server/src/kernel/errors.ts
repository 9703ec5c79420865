import { errors } from '@strapi/utils';
import { z } from 'zod';
import type { Bilingual, FieldProblem, RefusalDetails } from '../../../shared';

const names: Record<number, string> = {
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
};

/**
 * A refusal that reaches a person: what happened and why in `message` (English, unless the reader's
 * language is known) and `details.what` (both languages), what to do next and the fields in `details`. An ApplicationError, so that
 * Strapi answers 4xx wherever it is thrown; our own routes answer with `status`.
 */
export class Refusal extends errors.ApplicationError<string, string, RefusalDetails> {
  status: number;

  constructor(
    status: number,
    what: string | Bilingual,
    details: RefusalDetails,
    language: keyof Bilingual = 'en'
  ) {
    const isBilingual = typeof what !== 'string';
    super(isBilingual ? what[language] : what, isBilingual ? { ...details, what } : details);
    this.name = names[status] ?? 'ValidationError';
    this.status = status;
  }
}

/** 400: one or more inputs are not acceptable. */
export const invalid = (fields: FieldProblem[], next?: Bilingual, code = 'invalid_input') =>
  new Refusal(
    400,
    {
      en: fields.map(({ path, message }) => `${path} ${message}`.trim()).join('; '),
      zh: fields.map(({ path, message, zh }) => `${path}：${zh ?? message}`).join('；'),
    },
    { code, fields, ...(next ? { next } : {}) }
  );

const things: Record<string, string> = {
  'generation task': '生成任务',
  'provider job': '上游作业',
  provider: '已配置的服务商',
  output: '生成结果',
  result: '生成结果',
  file: '文件',
  'approved asset': '正式素材',
  'rights record': '授权记录',
  'licence template': '许可模板',
  'admin user': '后台用户',
  'content type': '内容类型',
  entry: '条目',
  'revision note': '修订记录',
  verdict: '审核结论',
  event: '事件',
  verification: '验证',
  callback: '回调',
  placement: '使用位置记录',
  comment: '评论',
  budget: '预算',
  batch: '批次',
  preset: '预设',
  'version of this preset': '该预设版本',
};

/** 404: not there, or not for this reader to know of. */
export const notFound = (what: string, path = 'id') =>
  new Refusal(
    404,
    {
      en: `There is no ${what} with this id, or it is not yours to see.`,
      zh: `没有此 ID 的${things[what] ?? what}，或您无权查看。`,
    },
    { code: 'not_found', fields: [{ path, message: 'was not found', zh: '未找到' }] }
  );

/** 403: known, but not theirs to do. */
export const forbidden = (what: string | Bilingual, next?: Bilingual, path?: string) =>
  new Refusal(403, what, {
    code: 'forbidden',
    ...(path ? { fields: [{ path, message: 'is not yours', zh: '不属于您' }] } : {}),
    ...(next ? { next } : {}),
  });

/** 409: it was already something else when this arrived. */
export const conflict = (
  what: string | Bilingual,
  details: Record<string, unknown> = {},
  next?: Bilingual
) => new Refusal(409, what, { code: 'conflict', ...details, ...(next ? { next } : {}) });

/** Chinese for the messages that the contract's schemas carry themselves. */
const contractMessages: Record<string, string> = {
  'is required': '必填',
  'is not a document id': '不是有效的 ID',
  'must look like 16:9': '格式应为 16:9',
  'must look like 1024x1024': '格式应为 1024x1024',
  'must look like 720p': '格式应为 720p',
  'must be a SHA-256': '应为 SHA-256 值',
  'must not be before the first day': '不得早于起始日期',
  'must be an http or https address': '应为 http 或 https 地址',
  'must be a decimal such as 50 or 0.04': '应为小数，例如 50 或 0.04',
};
const chinese = z.locales.zhCN().localeError;

/** Parses an input with a schema of the contract; a 400 names every field that does not fit. */
export const parse = <S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.output<S> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const inChinese = schema.safeParse(input, { error: chinese }).error?.issues ?? [];
  throw invalid(
    result.error.issues.map((issue, index) => ({
      path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.'),
      message: issue.message,
      zh: contractMessages[issue.message] ?? inChinese[index]?.message ?? issue.message,
    }))
  );
};
