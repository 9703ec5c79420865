import type { ImageParameters, ModelCapabilities } from '../../../../shared';
import { FormData } from '../../network/service';
import { readReference } from '../answers';
import type { ProviderRequest } from '../connection';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { own } from '../read-values';

type Request = SubmitRequest & { parameters: ImageParameters };
type Fields = Record<string, string | number>;

/** Extras that only one of the two endpoints documents. */
export const ONLY_GENERATIONS = ['moderation'];
export const ONLY_EDITS = ['input_fidelity'];

type Offered = ModelCapabilities['extras'];

const fieldsOf = (
  { modelId, parameters }: Request,
  offered: Offered,
  leaveOut: string[]
): Fields => ({
  model: modelId,
  prompt: parameters.prompt,
  n: parameters.count,
  size: parameters.size,
  ...(parameters.quality ? { quality: parameters.quality } : {}),
  ...Object.fromEntries(
    Object.entries(parameters.extras)
      .filter(([name]) => own(offered, name) && !leaveOut.includes(name))
      .map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value])
  ),
});

/** Adds a picture to a form under a name that tells its type. */
export const appendPicture = async (
  form: FormData,
  field: string,
  reference: ResolvedReference,
  name: string
): Promise<void> => {
  const { bytes } = await readReference(reference);
  const extension = reference.mime.split('/')[1] ?? 'png';
  form.append(
    field,
    new Blob([new Uint8Array(bytes)], { type: reference.mime }),
    `${name}.${extension}`
  );
};

/** Pictures to work from go to the endpoint for edits, everything else to the one for generations. */
export const imageRequest = async (
  request: Request,
  offered: Offered
): Promise<Pick<ProviderRequest, 'path' | 'json' | 'form'>> => {
  if (request.references.length === 0)
    return { path: '/v1/images/generations', json: fieldsOf(request, offered, ONLY_EDITS) };
  const form = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(request, offered, ONLY_GENERATIONS)))
    form.append(name, String(value));
  for (const [index, reference] of request.references.entries()) {
    const isMask = reference.role === 'mask';
    await appendPicture(
      form,
      isMask ? 'mask' : 'image[]',
      reference,
      isMask ? 'mask' : `image-${index + 1}`
    );
  }
  return { path: '/v1/images/edits', form };
};
