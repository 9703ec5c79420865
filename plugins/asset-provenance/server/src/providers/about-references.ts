import type { Adjustment, FieldProblem, Parameters, ReferenceRole } from '../../../shared';

type Given = Pick<Parameters, 'references'>;

export const referenceProblem = (message: string, zh: string): FieldProblem[] => [
  { path: 'references', message, zh },
];

const countOf = ({ references }: Given, role: ReferenceRole) =>
  references.filter((reference) => reference.role === role).length;

/** What no video model makes of frames, whichever it is. */
export const frameProblems = (given: Given): FieldProblem[] => {
  const [first, last] = [countOf(given, 'first_frame'), countOf(given, 'last_frame')];
  if (first > 1 || last > 1)
    return referenceProblem('holds the same frame twice', '同一帧只能提供一张');
  return last > first
    ? referenceProblem('holds a last frame without a first one', '提供尾帧时必须同时提供首帧')
    : [];
};

/** A mask says where in another picture something is to change. */
export const maskProblems = ({ references }: Given): FieldProblem[] =>
  references.length > 0 && references.every(({ role }) => role === 'mask')
    ? referenceProblem(
        'holds a mask without the picture that it belongs to',
        '提供蒙版时必须同时提供所属图片'
      )
    : [];

/** Said where pictures go in a list that has no place for their roles. */
export const picturesInOrder: Adjustment = {
  field: 'references',
  en: 'The pictures are sent in this order without their roles: say in the prompt what each is for (picture 1, picture 2 …).',
  zh: '参考图按此顺序提交，不带角色：请在提示词中说明每张图的用途（图1、图2……）。',
};

/** Said where pictures go without order or role. */
export const picturesAlike: Adjustment = {
  field: 'references',
  en: 'All reference pictures are sent alike, without their roles: say in the prompt what each is for.',
  zh: '所有参考图一并发送，不带角色：请在提示词中说明各自用途。',
};

/** Said where a video takes its ratio from its first frame. */
export const ratioOfFrame: Adjustment = {
  field: 'aspectRatio',
  en: 'The ratio is not sent: with a first frame, the result has the ratio of that picture.',
  zh: '不发送画面比例：使用首帧时，结果沿用首帧图片的比例。',
};
