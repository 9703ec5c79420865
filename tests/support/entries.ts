import type { Http } from './http';
import { ok } from './story';

/** An uploaded file, as Strapi answers. */
export type Uploaded = {
  id: number;
  documentId: string;
  name: string;
  hash: string;
  ext: string;
  mime: string;
  url: string;
  formats: Record<string, { url: string }> | null;
};
export type Entry = { id: number; documentId: string; publishedAt: string | null };

export const ARTICLES = '/content-manager/collection-types/api::article.article';
export const CAMPAIGNS = '/content-manager/collection-types/api::campaign.campaign';
export const NOTICES = '/content-manager/collection-types/api::notice.notice';

let uploads = 0;

/** A small file of its own; `target` attaches it past the document service. */
export const upload = async (
  http: Http,
  target: Record<string, string> = {},
  file = new Blob([`file ${(uploads += 1)}`], { type: 'text/plain' })
): Promise<Uploaded> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(target)) form.append(name, value);
  form.append('files', file, `usage-${(uploads += 1)}.${file.type.split('/')[1]}`);
  const answer = await http.post('/upload', form);
  ok(answer, 'Upload');
  const [uploaded] = answer.body as Uploaded[];
  if (!uploaded) throw new Error('Nothing was uploaded.');
  return uploaded;
};

/** What the blocks editor stores of a picture: a copy without its id. */
export const imageBlock = ({ id: _id, documentId: _documentId, ...copy }: Uploaded) => ({
  type: 'image',
  image: {
    ...copy,
    alternativeText: copy.name,
    width: 1,
    height: 1,
    size: 1,
    provider: 'local',
    createdAt: '2026-11-23T08:00:00.000Z',
    updatedAt: '2026-11-23T08:00:00.000Z',
  },
  children: [{ type: 'text', text: '' }],
});
export const textBlock = (text: string) => ({
  type: 'paragraph',
  children: [{ type: 'text', text }],
});
export const linkBlock = ({ url }: Pick<Uploaded, 'url'>) => ({
  type: 'list',
  format: 'unordered',
  children: [
    {
      type: 'list-item',
      children: [{ type: 'link', url, children: [{ type: 'text', text: 'The file' }] }],
    },
  ],
});
