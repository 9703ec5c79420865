import { createHash } from 'node:crypto';
import type { Adjustment, FieldProblem, ModelCapabilities, Parameters } from '../../../../shared';
import { pixelsOf, ratioOf } from '../../../../shared';
import type { SubmitRequest } from '../contract';
import { extrasProblems } from '../model-extras';
import { own } from '../read-values';
import type { Graph, Target, Workflow } from './workflow';

/** Pixels of a video are multiples of this. */
const STEP = 16;
const DEFAULT_FRAME_RATE = 16;
/** Of our own making; names the space in which keys become ids (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('8f1f6f5a6a5b5c0f9a0e3d3f0c1b7a52', 'hex');

/** The id that ComfyUI is to know a job by: always the same one for the same key of ours. */
export const promptIdOf = (clientKey: string): string => {
  const hash = createHash('sha1').update(NAMESPACE).update(clientKey).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** A graph has one seed written into it: a job without one gets its own, the same at every look. */
const seedOf = ({ parameters, clientKey }: SubmitRequest): number =>
  parameters.seed ?? createHash('sha256').update(clientKey).digest().readUInt32BE(0);

const toStep = (pixels: number) => Math.max(STEP, Math.round(pixels / STEP) * STEP);

/** Width and height in pixels; the resolution of a video names its short side. */
const pixelsFor = (parameters: Parameters): [width: number, height: number] => {
  if (parameters.kind === 'image') return pixelsOf(parameters.size);
  const short = Number.parseInt(parameters.resolution, 10);
  const ratio = ratioOf(parameters.aspectRatio);
  return ratio >= 1
    ? [toStep(short * ratio), toStep(short)]
    : [toStep(short), toStep(short / ratio)];
};

const frameRateOf = (workflow: Workflow, parameters: Parameters): number =>
  (parameters.kind === 'video' ? parameters.frameRate : null) ??
  workflow.framesPerSecond?.[0] ??
  DEFAULT_FRAME_RATE;

/** Text stays text and numbers are numbers, as the graph has them. */
const likeBefore = (before: unknown, value: string | number | boolean) =>
  typeof before === 'number' && typeof value === 'string' ? Number(value) : value;

/** The graph with everything of this request in its place. `uploaded` is by role. */
export const fill = (
  workflow: Workflow,
  request: SubmitRequest,
  uploaded: ReadonlyMap<string, string>
): Graph => {
  const { parameters, clientKey } = request;
  const { inputs } = workflow;
  const graph = structuredClone(workflow.graph);
  const put = (targets: Target[] | undefined, value: unknown) => {
    for (const { node, input } of targets ?? []) {
      const found = graph[node];
      if (found) found.inputs[input] = value;
    }
  };
  const [width, height] = pixelsFor(parameters);
  put(inputs.prompt, parameters.prompt);
  put(inputs.negativePrompt, parameters.negativePrompt ?? '');
  put(inputs.seed, seedOf(request));
  put(inputs.width, width);
  put(inputs.height, height);
  put(inputs.count, parameters.count);
  put(inputs.filenamePrefix, `asset-provenance/${clientKey.replace(/[^\w-]/g, '_')}`);
  if (parameters.kind === 'video') {
    const rate = frameRateOf(workflow, parameters);
    put(inputs.durationSeconds, parameters.durationSeconds);
    put(inputs.frameRate, rate);
    put(inputs.frames, Math.round(parameters.durationSeconds * rate) + 1);
  }
  for (const [role, targets] of Object.entries(inputs.references))
    if (uploaded.has(role)) put(targets, uploaded.get(role));
  for (const [key, extra] of Object.entries(inputs.extras)) {
    const value = own(parameters.extras, key);
    if (value !== undefined)
      put([extra], likeBefore(graph[extra.node]?.inputs[extra.input], value));
  }
  return graph;
};

/** Where the graph holds a number, so must the extra. */
export const checkExtras = (
  { extras: offered }: ModelCapabilities,
  { graph, inputs }: Workflow,
  { extras }: Parameters
): FieldProblem[] => {
  const needsNumber = (key: string) => {
    const extra = own(inputs.extras, key);
    return extra && typeof graph[extra.node]?.inputs[extra.input] === 'number';
  };
  const isNumber = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  const wrong = Object.entries(extras).filter(
    ([key, value]) => needsNumber(key) && !isNumber(value)
  );
  return [
    ...extrasProblems(offered, extras),
    ...wrong.map(([key]) => ({
      path: `extras.${key}`,
      message: 'must be a number',
      zh: '应为数字',
    })),
  ];
};

/** What a graph cannot be told, although the form asks for it. */
export const withoutPlace = (workflow: Workflow, parameters: Parameters): Adjustment[] => {
  const { inputs } = workflow;
  const isSized = inputs.width !== undefined && inputs.height !== undefined;
  if (parameters.kind === 'image' && !isSized)
    return [
      {
        field: 'size',
        en: 'The size is not sent: this workflow decides it by itself.',
        zh: '不提交尺寸：由该工作流自行决定。',
      },
    ];
  if (parameters.kind === 'video' && isSized) {
    const [width, height] = pixelsFor(parameters);
    return [
      {
        field: 'resolution',
        en: `${parameters.resolution} at ${parameters.aspectRatio} is sent as ${width}x${height}.`,
        zh: `${parameters.resolution}（${parameters.aspectRatio}）将以 ${width}x${height} 提交。`,
      },
    ];
  }
  return [];
};
