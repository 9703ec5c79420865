import type { FieldProblem, Parameters, ReferenceRole } from '../../../shared';

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
