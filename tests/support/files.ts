import { createHash } from 'node:crypto';
import type { Person } from './people';
import { ok } from './story';

/** A file as the stock media library shows it. */
export type StockFile = {
  id: number;
  documentId: string;
  name: string;
  hash: string;
  url: string;
  size: number;
  formats: Record<string, { url: string }> | null;
};

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

const formOf = (field: string, files: { bytes: Buffer; name: string; type: string }[]) => {
  const form = new FormData();
  for (const { bytes, name, type } of files)
    form.append(field, new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
};

/** Through the stock media library. */
export const upload = async (
  person: Person,
  bytes: Buffer,
  name: string,
  type: string
): Promise<StockFile> => {
  const answer = await person.http.post('/upload', formOf('files', [{ bytes, name, type }]));
  ok(answer, `Upload of ${name}`);
  const [file] = answer.body as StockFile[];
  if (!file) throw new Error(`${name} did not arrive.`);
  return file;
};

/** *Replace media*, and what *Crop* does with the cropped picture. */
export const replace = (
  person: Person,
  fileId: number,
  bytes: Buffer,
  name: string,
  type: string
) => person.http.post(`/upload?id=${fileId}`, formOf('files', [{ bytes, name, type }]));

export const fileForm = (
  bytes: Buffer,
  name: string,
  type: string,
  fields: Record<string, string>
) => {
  const form = formOf('file', [{ bytes, name, type }]);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return form;
};

export const download = async (address: string, token?: string): Promise<Buffer> => {
  const response = await fetch(
    address,
    token ? { headers: { authorization: `Bearer ${token}` } } : {}
  );
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};
