import type { ModelCapabilities, ReferenceRole } from '../../../shared';
import type { CatalogueEntry, InputForm } from './input-table';

type Common = Pick<ModelCapabilities, 'id' | 'name'> &
  Partial<
    Pick<
      ModelCapabilities,
      'promptMaxLength' | 'isReproducible' | 'extras' | 'maxCount' | 'outputsPerJob'
    >
  > & { forms: InputForm[]; longestSides: { draft: number; final: number } };

export type ImageEntry = Common & { sizes: Record<string, string[]>; maxReferences?: number };

export type VideoEntry = Common &
  Pick<ModelCapabilities, 'aspectRatios' | 'resolutions'> & {
    durations: { minimum: number; maximum: number; step: number };
  };

const rolesOf = (forms: InputForm[]): ReferenceRole[] => [
  ...new Set(forms.flatMap(({ references = {} }) => Object.keys(references) as ReferenceRole[])),
];

const shared = ({ forms, longestSides, ...given }: Common) => ({
  id: given.id,
  name: given.name,
  digitalSourceType: 'trainedAlgorithmicMedia' as const,
  promptMaxLength: given.promptMaxLength ?? 4000,
  hasNegativePrompt: forms.every(({ negativePrompt }) => negativePrompt !== undefined),
  hasSeed: forms.every(({ seed }) => seed !== undefined),
  isReproducible: given.isReproducible ?? false,
  qualities: [],
  maxCount: given.maxCount ?? 4,
  outputsPerJob: given.outputsPerJob ?? 1,
  frameRates: [],
  extras: given.extras ?? {},
  stages: {
    draft: { quality: null, longestSide: longestSides.draft },
    final: { quality: null, longestSide: longestSides.final },
  },
  priceHint: { en: 'Price not configured', zh: '未配置价格' },
});

const takesNothing = ({ needs }: InputForm) => needs === 'nothing' || needs === 'any';

/** What the forms can do is what the model can do: the two cannot drift apart. */
export const imageEntry = ({
  sizes,
  maxReferences = 0,
  ...common
}: ImageEntry): CatalogueEntry => ({
  forms: common.forms,
  capabilities: {
    ...shared(common),
    kind: 'image',
    inputTypes: [
      ...(common.forms.some(takesNothing) ? (['text_to_image'] as const) : []),
      ...(maxReferences > 0 ? (['image_to_image'] as const) : []),
    ],
    aspectRatios: Object.keys(sizes),
    sizes,
    references: {
      maximum: maxReferences,
      roles: rolesOf(common.forms),
      isRequired: !common.forms.some(takesNothing),
    },
    resolutions: [],
    durationsSeconds: null,
    cameraMotions: [],
    hasAudio: false,
  },
});

export const videoEntry = ({
  aspectRatios,
  resolutions,
  durations,
  ...common
}: VideoEntry): CatalogueEntry => {
  const roles = rolesOf(common.forms);
  return {
    forms: common.forms,
    capabilities: {
      ...shared(common),
      kind: 'video',
      inputTypes: [
        ...(common.forms.some(takesNothing) ? (['text_to_video'] as const) : []),
        ...(roles.length > 0 ? (['image_to_video'] as const) : []),
      ],
      aspectRatios,
      sizes: {},
      references: {
        maximum: roles.length,
        roles,
        isRequired: !common.forms.some(takesNothing),
      },
      resolutions,
      durationsSeconds: durations,
      cameraMotions: [],
      hasAudio: common.forms.every(({ audio }) => audio !== undefined),
    },
  };
};
