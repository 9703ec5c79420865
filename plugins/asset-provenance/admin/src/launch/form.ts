import type { Catalog, ModelCapabilities, ProviderInfo } from '../../../shared/catalog';
import type { Specification } from '../../../shared/parameters';
import type { Preset } from '../../../shared/presets';
import type {
  CameraMotion,
  Derivation,
  InputType,
  Kind,
  Quality,
  ReferenceRole,
  Stage,
} from '../../../shared/vocabulary';
import { KINDS } from '../../../shared/vocabulary';
import { fitImage, fitVideo, usualImage, usualVideo } from './usual';

/** What is null here does not exist for the model: it is neither shown nor sent. */
export type ImageChoice = {
  aspectRatio: string;
  size: string;
  quality: Quality | null;
  count: number;
};
export type VideoChoice = {
  aspectRatio: string;
  resolution: string;
  durationSeconds: number;
  frameRate: number | null;
  cameraMotion: CameraMotion | null;
  audio: boolean;
  count: number;
};

/** A picture that was picked; how it looks and how large it is come with it. */
export type PickedReference = {
  fileDocumentId: string;
  /** Null: the first role of the model that is not taken yet. */
  role: ReferenceRole | null;
  rightsRecordId: string | null;
};

export type ModelRef = { providerId: string; modelId: string };

/** The preset that filled the form, as it was then. */
export type ChosenPreset = Pick<
  Preset,
  'presetId' | 'name' | 'version' | 'isOwn' | 'mayChange' | 'owner' | 'content' | 'problems'
>;

/** Everything that was typed or chosen. What belongs to one kind stays while the other is shown. */
export type LaunchForm = {
  purpose: string | null;
  channel: string | null;
  specification: Record<Kind, string | null>;
  stage: Stage;
  brand: string;
  series: string;
  subject: string;
  kind: Kind;
  models: Record<Kind, ModelRef | null>;
  prompt: string;
  negativePrompt: string;
  references: PickedReference[];
  /** Null: follows from whether there are references. */
  inputType: InputType | null;
  image: ImageChoice;
  video: VideoChoice;
  seed: number | null;
  /** Off: the provider chooses. */
  isSeedKept: boolean;
  callbackUrl: string;
  idempotencyKey: string;
  extras: Record<string, string>;
  finalReason: string;
  derivedFrom: { taskId: string; derivation: Derivation; outputId: string | null } | null;
  preset: ChosenPreset | null;
};

const sameModel = (ref: ModelRef | null, providerId: string, modelId: string) =>
  ref?.providerId === providerId && ref.modelId === modelId;

export type OfferedModel = ModelRef & {
  provider: ProviderInfo;
  model: ModelCapabilities;
};

const refOf = ({ providerId, modelId }: OfferedModel): ModelRef => ({ providerId, modelId });

/** Every model of a kind, those last used first. */
export const offeredModels = (
  catalog: Catalog,
  kind: Kind,
  lastUsed: readonly ModelRef[]
): OfferedModel[] => {
  const all = catalog.providers.flatMap((provider) =>
    provider.models
      .filter((model) => model.kind === kind)
      .map((model) => ({ providerId: provider.id, modelId: model.id, provider, model }))
  );
  const rank = ({ providerId, modelId }: OfferedModel) => {
    const index = lastUsed.findIndex((ref) => sameModel(ref, providerId, modelId));
    return index < 0 ? lastUsed.length : index;
  };
  return [...all].sort((a, b) => rank(a) - rank(b));
};

export const modelOf = (
  catalog: Catalog,
  form: LaunchForm,
  kind: Kind = form.kind
): OfferedModel | null => {
  const ref = form.models[kind];
  return (
    (ref &&
      offeredModels(catalog, kind, []).find(({ providerId, modelId }) =>
        sameModel(ref, providerId, modelId)
      )) ??
    null
  );
};

/** Specifications of the chosen purpose and channel, for one kind. */
export const specificationsFor = (
  catalog: Catalog,
  { purpose, channel }: Pick<LaunchForm, 'purpose' | 'channel'>,
  kind: Kind
): Specification[] =>
  catalog.specifications.filter(
    (each) => each.purpose === purpose && each.channel === channel && each.kind === kind
  );

export const specificationOf = (
  catalog: Catalog,
  form: LaunchForm,
  kind: Kind = form.kind
): Specification | null => {
  const candidates = specificationsFor(catalog, form, kind);
  return candidates.find(({ name }) => name === form.specification[kind]) ?? candidates[0] ?? null;
};

const withEachKind = (
  form: LaunchForm,
  catalog: Catalog,
  change: (form: LaunchForm, kind: Kind, model: ModelCapabilities) => LaunchForm
): LaunchForm =>
  KINDS.reduce((current, kind) => {
    const offered = modelOf(catalog, current, kind);
    return offered ? change(current, kind, offered.model) : current;
  }, form);

/** A model that is not set up any more makes room for the first that is. */
const withOfferedModels = (form: LaunchForm, catalog: Catalog): LaunchForm => {
  const known = (kind: Kind): ModelRef | null => {
    const offered = modelOf(catalog, form, kind) ?? offeredModels(catalog, kind, [])[0];
    return offered ? refOf(offered) : null;
  };
  return { ...form, models: { image: known('image'), video: known('video') } };
};

/** Keeps what models and server can do, and moves the rest to what is nearest. */
export const fit = (form: LaunchForm, catalog: Catalog): LaunchForm => {
  const possible = catalog.hasOutboundCallbacks ? form : { ...form, callbackUrl: '' };
  return withEachKind(withOfferedModels(possible, catalog), catalog, (current, kind, model) => ({
    ...current,
    ...(kind === 'image'
      ? { image: fitImage(current.image, model, current.stage) }
      : { video: fitVideo(current.video, model) }),
  }));
};

/** What purpose, channel and stage set: ratio, size, quality and count. */
export const withUsual = (form: LaunchForm, catalog: Catalog): LaunchForm =>
  withEachKind(form, catalog, (current, kind, model) => {
    const wanted = {
      model,
      stage: current.stage,
      specification: specificationOf(catalog, current, kind),
    };
    return kind === 'image'
      ? { ...current, image: usualImage({ ...wanted, current: current.image }) }
      : { ...current, video: usualVideo({ ...wanted, current: current.video }) };
  });

export const emptyForm = (catalog: Catalog, lastUsed: readonly ModelRef[]): LaunchForm => {
  const first = (kind: Kind): ModelRef | null => {
    const [offered] = offeredModels(catalog, kind, lastUsed);
    return offered ? refOf(offered) : null;
  };
  const models = { image: first('image'), video: first('video') };
  const form: LaunchForm = {
    purpose: null,
    channel: null,
    specification: { image: null, video: null },
    stage: 'draft',
    brand: '',
    series: '',
    subject: '',
    kind: models.image ? 'image' : 'video',
    models,
    prompt: '',
    negativePrompt: '',
    references: [],
    inputType: null,
    image: { aspectRatio: '1:1', size: '', quality: 'low', count: 1 },
    video: {
      aspectRatio: '16:9',
      resolution: '',
      durationSeconds: 4,
      frameRate: 24,
      cameraMotion: 'static',
      audio: false,
      count: 1,
    },
    seed: null,
    isSeedKept: false,
    callbackUrl: '',
    idempotencyKey: '',
    extras: {},
    finalReason: '',
    derivedFrom: null,
    preset: null,
  };
  return withUsual(form, catalog);
};

/** The first channel that has a specification for the purpose, unless one is chosen already. */
export const withPurpose = (form: LaunchForm, catalog: Catalog, purpose: string): LaunchForm => {
  const channel =
    form.channel ??
    catalog.specifications.find((each) => each.purpose === purpose)?.channel ??
    null;
  return withUsual(
    { ...form, purpose, channel, specification: { image: null, video: null } },
    catalog
  );
};
