import type { Finding } from '../../../../shared';
import { finding, isRecord, nameOf, recordFrom } from './findings';
import type { Text } from '../formats/png';

/** `AUTOMATIC1111`, `dreamshaper_8` → `AUTOMATIC1111 (dreamshaper_8)`. */
const named = (tool: string, model: unknown): string => {
  const name = nameOf(model);
  return name ? `${tool} (${name})` : tool;
};

/** Prompts stand above this line; it holds settings only, and nothing else is read. */
const settingsLine = (text: string): string | null =>
  text
    .split('\n')
    .reverse()
    .find((line) => /^Steps: \d+, /.test(line.trim())) ?? null;

const automatic1111 = (text: string): Finding | null => {
  const settings = settingsLine(text);
  return settings === null
    ? null
    : finding('automatic1111', {
        tool: named('AUTOMATIC1111', /, Model: ([^,]+)/.exec(settings)?.[1]),
      });
};

const LOADER_INPUTS = ['ckpt_name', 'unet_name', 'model_name'];

const comfyui = (text: string): Finding | null => {
  const graph = recordFrom(text);
  if (!graph) return null;
  const nodes = Object.values(graph)
    .filter(isRecord)
    .filter((node) => typeof node.class_type === 'string');
  const isWorkflow = Array.isArray(graph.nodes) && Array.isArray(graph.links);
  if (nodes.length === 0 && !isWorkflow) return null;
  const inputs = nodes.flatMap((node) => (isRecord(node.inputs) ? [node.inputs] : []));
  const model = inputs.flatMap((each) => LOADER_INPUTS.map((name) => nameOf(each[name])));
  return finding('comfyui', { tool: named('ComfyUI', model.find(Boolean)) });
};

const invokeai = (text: string): Finding | null => {
  const metadata = recordFrom(text);
  if (!metadata) return null;
  const { model, model_weights: weights } = metadata;
  const name = isRecord(model) ? (model.name ?? model.model_name) : (weights ?? model);
  return finding('invokeai', { tool: named('InvokeAI', name) });
};

const dream = (text: string): Finding | null =>
  /\s-s\s?\d+/.test(text) ? finding('invokeai', { tool: 'InvokeAI' }) : null;

const LABELS = ['1', '2', '3'];

/** The label of GB 45438, bare or as `{"AIGC":{…}}`. */
export const aigcLabel = (text: string): Finding | null => {
  const outer = recordFrom(text.trim());
  const label = outer && isRecord(outer.AIGC) ? outer.AIGC : outer;
  if (!label || !LABELS.includes(String(label.Label))) return null;
  return finding('aigc_label', { tool: nameOf(label.ContentProducer) });
};

const readers: Record<string, (text: string) => Finding | null> = {
  parameters: automatic1111,
  prompt: comfyui,
  workflow: comfyui,
  invokeai_metadata: invokeai,
  'sd-metadata': invokeai,
  Dream: dream,
  AIGC: aigcLabel,
};

/** Marks in texts that stand under a keyword. */
export const keyedMarks = (texts: Text[]): Finding[] =>
  texts.flatMap(({ keyword, text }) => readers[keyword]?.(text) ?? []);

/** Marks in the comment fields of EXIF, which have no keyword of their own. */
export const commentMarks = (comment: string): Finding[] => {
  const text = comment.replace(/\0+$/, '').trim();
  const [, keyword, rest] = /^(prompt|workflow):\s*(\{[\s\S]*)$/i.exec(text) ?? [];
  const found =
    aigcLabel(text) ??
    (keyword && rest ? comfyui(rest) : null) ??
    automatic1111(text) ??
    (/"class_type"/.test(text) ? comfyui(text) : null);
  return found ? [found] : [];
};
