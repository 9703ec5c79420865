import type { ModelCapabilities } from '../../../shared/catalog';
import type { LaunchInput } from '../../../shared/tasks';
import type { InputType, ReferenceRole } from '../../../shared/vocabulary';
import type { LaunchForm, OfferedModel, PickedReference } from './form';

/** Not `randomUUID`, which plain http does not have. */
export const anyKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

const orNull = (text: string): string | null => text.trim() || null;

const isFromImage = (inputType: InputType) => inputType.startsWith('image_');

/** References that this model gets; one that takes none gets none, and they stay for another model. */
export const sentReferences = (form: LaunchForm, model: ModelCapabilities): PickedReference[] =>
  model.references.maximum > 0 ? form.references : [];

/** The role of each reference with this model: as chosen, or the first that is free. */
export const rolesOf = (
  references: readonly PickedReference[],
  { references: { roles } }: ModelCapabilities
): ReferenceRole[] => {
  const taken = new Set<ReferenceRole>();
  return references.map(({ role }) => {
    const own = role && roles.includes(role) ? role : null;
    const given = own ?? roles.find((one) => !taken.has(one)) ?? roles[0] ?? 'subject';
    taken.add(given);
    return given;
  });
};

/** As chosen, or from an image as soon as there is a reference. */
export const inputTypeOf = (form: LaunchForm, model: ModelCapabilities): InputType => {
  const { inputTypes } = model;
  if (form.inputType && inputTypes.includes(form.inputType)) return form.inputType;
  const wantsImage = sentReferences(form, model).length > 0 || model.references.isRequired;
  return (
    inputTypes.find((type) => isFromImage(type) === wantsImage) ?? inputTypes[0] ?? 'text_to_image'
  );
};

/** Extras are typed as text; what looks like a number is one. */
const extraValue = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

const extrasOf = (form: LaunchForm, model: ModelCapabilities) =>
  Object.fromEntries(
    Object.entries(form.extras)
      .filter(([key, value]) => {
        const extra = model.extras[key];
        return extra && value.trim() !== '' && (extra.values?.includes(value) ?? true);
      })
      .map(([key, value]) => [key, extraValue(value.trim())])
  );

export const countOf = (form: LaunchForm): number =>
  form.kind === 'image' ? form.image.count : form.video.count;

export const ratioOfForm = (form: LaunchForm): string =>
  form.kind === 'image' ? form.image.aspectRatio : form.video.aspectRatio;

/** The form as the server wants it. */
export const toRequest = (
  form: LaunchForm,
  { model, providerId, modelId }: OfferedModel
): LaunchInput => {
  const references = sentReferences(form, model);
  const roles = rolesOf(references, model);
  const shared = {
    prompt: form.prompt,
    negativePrompt: model.hasNegativePrompt ? orNull(form.negativePrompt) : null,
    references: references.map(({ fileDocumentId, rightsRecordId }, index) => ({
      fileDocumentId,
      role: roles[index] ?? 'subject',
      rightsRecordId: rightsRecordId ?? '',
    })),
    seed: model.hasSeed && form.isSeedKept ? form.seed : null,
    extras: extrasOf(form, model),
  };
  const inputType = inputTypeOf(form, model);
  const isVideoType = inputType === 'text_to_video' || inputType === 'image_to_video';
  return {
    purpose: form.purpose ?? '',
    channel: form.channel ?? '',
    specification: form.specification[form.kind],
    stage: form.stage,
    brand: orNull(form.brand),
    series: orNull(form.series),
    subject: orNull(form.subject),
    providerId,
    modelId,
    parameters: isVideoType
      ? { ...shared, ...form.video, kind: 'video', inputType }
      : { ...shared, ...form.image, kind: 'image', inputType },
    callbackUrl: orNull(form.callbackUrl),
    idempotencyKey: orNull(form.idempotencyKey),
    derivedFrom: form.derivedFrom,
    preset: form.preset && { presetId: form.preset.presetId, version: form.preset.version },
    finalReason: form.stage === 'final' ? orNull(form.finalReason) : null,
  };
};
