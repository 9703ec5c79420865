import { FormData, NotSent } from '../../network/service';
import { readReference } from '../answers';
import type { ProviderHttp } from '../connection';
import type { ResolvedReference } from '../contract';
import type { SentReference } from '../input-table';
import { failureOf } from './errors';
import { fileSchema } from './schemas';

/** Larger pictures are to be given as files of their own, says Replicate. */
const MAX_IN_REQUEST = 256 * 1024;

/**
 * Nothing of this is billed, so that whatever goes wrong here leaves the job unsent.
 * @throws NotSent
 */
const upload = async (
  http: ProviderHttp,
  path: string,
  { role, mime, sha256 }: ResolvedReference,
  bytes: Buffer
): Promise<SentReference> => {
  const form = new FormData();
  const extension = mime.split('/')[1] ?? 'bin';
  form.append(
    'content',
    new Blob([new Uint8Array(bytes)], { type: mime }),
    `${sha256.slice(0, 16)}.${extension}`
  );
  let why: string;
  try {
    const answer = await http.send({ method: 'POST', path, form });
    const read = fileSchema.safeParse(answer.json);
    if (read.success) return { role, url: read.data.urls.get };
    why = failureOf(answer, 'submit').message;
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  throw new NotSent(`A reference picture could not be handed to Replicate. ${why}`);
};

/** References as the input of a prediction takes them: small ones inside, large ones as files. */
export const sendReferences = (
  http: ProviderHttp,
  filesPath: string,
  references: ResolvedReference[]
): Promise<SentReference[]> =>
  Promise.all(
    references.map(async (reference) => {
      const { bytes, dataUrl } = await readReference(reference);
      return bytes.length > MAX_IN_REQUEST
        ? upload(http, filesPath, reference, bytes)
        : { role: reference.role, url: dataUrl };
    })
  );
