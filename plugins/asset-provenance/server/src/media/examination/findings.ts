import type { Finding, MarkKind } from '../../../../shared';

/** IPTC digital source types that say: made or changed by a generative model or an algorithm. */
const generativeTypes = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'algorithmicMedia',
];

/** Marks that only generative tools write. */
const generativeMarks: MarkKind[] = ['aigc_label', 'automatic1111', 'comfyui', 'invokeai'];

export const isGenerativeType = (type: string | null): boolean =>
  type !== null && generativeTypes.includes(type);

/** A camera's content credentials say where a file came from too, and speak of no model. */
export const isGenerative = ({ mark, digitalSourceType }: Finding): boolean =>
  generativeMarks.includes(mark) || isGenerativeType(digitalSourceType);

/** The same of what others wrote: our own marks say only that a file came from here. */
export const isOthersGenerative = (each: Finding): boolean => !each.taskId && isGenerative(each);

/** The strongest statement of several findings. */
export const sourceTypeOf = (findings: Finding[]): string | null => {
  const types = findings.flatMap(({ digitalSourceType }) => digitalSourceType ?? []);
  return types.find(isGenerativeType) ?? types[0] ?? null;
};

export const finding = (mark: MarkKind, facts: Partial<Omit<Finding, 'mark'>> = {}): Finding => ({
  mark,
  tool: null,
  digitalSourceType: null,
  isSignatureValid: null,
  signer: null,
  taskId: null,
  outputId: null,
  manifestId: null,
  ...facts,
});

const LONGEST_NAME = 120;

/** The name of a tool, a model or a person as a file states it: one short line, or null. */
export const nameOf = (value: unknown): string | null => {
  if (typeof value !== 'string') return null;
  const line = value.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line && line.length <= LONGEST_NAME ? line : null;
};

/** `http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture` → `digitalCapture`. */
export const sourceTypeName = (value: unknown): string | null =>
  typeof value === 'string'
    ? (/^(?:https?:\/\/[\w./-]*\/)?([A-Za-z]{3,60})$/.exec(value.trim())?.[1] ?? null)
    : null;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** null where the text is no JSON object. */
export const recordFrom = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
};
