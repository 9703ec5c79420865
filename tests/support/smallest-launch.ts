import type {
  Catalog,
  LaunchInput,
  ModelCapabilities,
  Specification,
} from '../../plugins/asset-provenance/shared';

type Kind = ModelCapabilities['kind'];

const first = <T>(list: readonly T[], what: string): T => {
  const [value] = list;
  if (value === undefined) throw new Error(`The catalog offers no ${what}.`);
  return value;
};

const parametersOf = (model: ModelCapabilities, { aspectRatio }: Specification) => {
  const ratio = model.aspectRatios.includes(aspectRatio)
    ? aspectRatio
    : first(model.aspectRatios, 'ratio');
  const shared = { prompt: 'A red teapot on a wooden table 红色茶壶', aspectRatio: ratio };
  if (model.kind === 'image') {
    return {
      kind: 'image' as const,
      inputType: 'text_to_image' as const,
      ...shared,
      size: first(model.sizes[ratio] ?? [], 'size'),
      quality: model.stages.draft.quality,
      count: 1,
    };
  }
  return {
    kind: 'video' as const,
    inputType: 'text_to_video' as const,
    ...shared,
    resolution: first(model.resolutions, 'resolution'),
    durationSeconds: model.durationsSeconds?.minimum ?? 1,
    frameRate: model.frameRates[0] ?? null,
    cameraMotion: model.cameraMotions[0] ?? null,
    audio: false,
  };
};

/** The smallest draft of one kind that a provider offers. */
export const smallestLaunch = (catalog: Catalog, providerId: string, kind: Kind): LaunchInput => {
  const provider = catalog.providers.find(({ id }) => id === providerId);
  const models = provider?.models.filter((model) => model.kind === kind) ?? [];
  const model = first(
    models.filter(({ inputTypes }) => inputTypes.some((type) => type.startsWith('text_to'))),
    `model of ${providerId} for ${kind}`
  );
  const specification = first(
    catalog.specifications.filter((each) => each.kind === kind),
    `specification for ${kind}`
  );
  return {
    purpose: specification.purpose,
    channel: specification.channel,
    specification: specification.name,
    stage: 'draft',
    subject: 'Teapot',
    providerId,
    modelId: model.id,
    parameters: parametersOf(model, specification),
  };
};
