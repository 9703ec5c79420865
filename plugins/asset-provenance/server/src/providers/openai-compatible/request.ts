import { FormData } from '../../network/service';
import { readReference } from '../answers';
import type { ProviderRequest } from '../connection';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { own } from '../read-values';
import { appendPicture } from '../openai-images/request';
import type { ImageDialect, Slot, VideoDialect } from './dialect';
import { put } from './places';
import { valuesOf } from './values';

type KindDialect = Pick<ImageDialect | VideoDialect, 'request' | 'references' | 'extras'>;

/** The slots that are in use, each with its pictures. */
const filledSlots = (dialect: KindDialect, references: readonly ResolvedReference[]) =>
  Object.entries(dialect.references).flatMap(([field, slot]) => {
    const pictures = slot ? references.filter(({ role }) => slot.roles.includes(role)) : [];
    return slot && pictures.length > 0 ? [{ field, slot, pictures }] : [];
  });

const fill = (shape: unknown, texts: Record<string, string>): unknown => {
  if (typeof shape === 'string') return own(texts, shape) ?? shape;
  if (Array.isArray(shape)) return shape.map((each) => fill(each, texts));
  if (shape === null || typeof shape !== 'object') return shape;
  return Object.fromEntries(Object.entries(shape).map(([key, each]) => [key, fill(each, texts)]));
};

const inJson = async ({ as, shape }: Slot, pictures: ResolvedReference[]): Promise<unknown> => {
  const read = await Promise.all(
    pictures.map(async (picture) => ({
      role: picture.role,
      dataUrl: (await readReference(picture)).dataUrl,
    }))
  );
  if (as === 'objects')
    return read.map(({ role, dataUrl }) =>
      fill(shape ?? '{dataUrl}', { '{dataUrl}': dataUrl, '{role}': role })
    );
  const addresses = read.map(({ dataUrl }) => dataUrl);
  return as === 'data_url' ? addresses[0] : addresses;
};

const fieldsOf = (dialect: KindDialect, request: SubmitRequest) => {
  const values = valuesOf(request);
  const fields = Object.entries(dialect.request).flatMap(([place, source]) => {
    const value = typeof source === 'object' ? source?.constant : values[source];
    return value === null || value === undefined ? [] : [[place, value] as const];
  });
  const extras = Object.entries(request.parameters.extras).flatMap(([name, value]) => {
    const known = own(dialect.extras, name);
    return known ? [[known.place, value] as const] : [];
  });
  return [...fields, ...extras];
};

/** A body as the dialect says: a form as soon as a picture goes as a file, else JSON. */
export const bodyOf = async (
  dialect: KindDialect,
  request: SubmitRequest
): Promise<Pick<ProviderRequest, 'json' | 'form'>> => {
  const fields = fieldsOf(dialect, request);
  const slots = filledSlots(dialect, request.references);
  if (!slots.some(({ slot }) => slot.as === 'file')) {
    const json: Record<string, unknown> = {};
    for (const [place, value] of fields) put(json, place, value);
    for (const { field, slot, pictures } of slots) put(json, field, await inJson(slot, pictures));
    return { json };
  }
  const form = new FormData();
  for (const [place, value] of fields) form.append(place, String(value));
  for (const { field, slot, pictures } of slots) {
    if (slot.as === 'file') {
      for (const [index, picture] of pictures.entries())
        await appendPicture(form, field, picture, `${picture.role}-${index + 1}`);
    } else {
      const value = await inJson(slot, pictures);
      form.append(field, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return { form };
};
