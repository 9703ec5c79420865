import type { InputType, ModelCapabilities, ReferenceRole } from '../../../../shared';
import { pixelsOf } from '../../../../shared';
import type { Workflow } from './workflow';

/** Most outputs of one run, where the graph can make several: a matter of the card's memory. */
const BATCH = 4;
const DRAFT_SIDE = 1024;

const longestOf = (sizes: ModelCapabilities['sizes']) =>
  Math.max(0, ...Object.values(sizes).flatMap((each) => each.flatMap(pixelsOf)));

const inputTypeOf = ({ kind }: Workflow, roles: ReferenceRole[]): InputType => {
  if (kind === 'image') return roles.length > 0 ? 'image_to_image' : 'text_to_image';
  return roles.length > 0 ? 'image_to_video' : 'text_to_video';
};

/** What a graph without a size of its own in the configuration makes. */
const plainSizes = { '1:1': ['1024x1024'] };

/** What can be asked of a workflow: what has a place in its graph. */
export const capabilitiesOf = (id: string, workflow: Workflow): ModelCapabilities => {
  const { inputs, kind } = workflow;
  const isImage = kind === 'image';
  const roles = Object.keys(inputs.references) as ReferenceRole[];
  const sizes = isImage ? (workflow.sizes ?? plainSizes) : {};
  const outputsPerJob = inputs.count ? BATCH : 1;
  return {
    id,
    name: workflow.name ?? id,
    kind,
    inputTypes: [inputTypeOf(workflow, roles)],
    digitalSourceType: 'trainedAlgorithmicMedia',
    promptMaxLength: workflow.promptMaxLength ?? 8000,
    hasNegativePrompt: inputs.negativePrompt !== undefined,
    hasSeed: inputs.seed !== undefined,
    // The same seed and graph give the same picture on the same card and versions, not everywhere.
    isReproducible: workflow.isReproducible,
    aspectRatios: isImage ? Object.keys(sizes) : (workflow.aspectRatios ?? ['16:9']),
    sizes,
    qualities: [],
    maxCount: workflow.maxCount ?? 4 * outputsPerJob,
    outputsPerJob: Math.min(outputsPerJob, workflow.maxCount ?? outputsPerJob),
    // A node that loads a picture cannot go without one.
    references: { maximum: roles.length, roles, isRequired: roles.length > 0 },
    resolutions: isImage ? [] : (workflow.resolutions ?? ['480p']),
    durationsSeconds: workflow.durationsSeconds ?? null,
    frameRates: inputs.frameRate ? (workflow.framesPerSecond ?? []) : [],
    cameraMotions: [],
    hasAudio: false,
    extras: Object.fromEntries(
      Object.entries(inputs.extras).map(([key, { label, values }]) => [key, { label, values }])
    ),
    stages: {
      draft: { quality: null, longestSide: DRAFT_SIDE },
      final: { quality: null, longestSide: Math.max(DRAFT_SIDE, longestOf(sizes)) },
    },
    priceHint: { en: 'Price not configured', zh: '未配置价格' },
  };
};
