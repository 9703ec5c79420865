import type { PublicRecord } from '../../../../shared';
import { escaped } from '../html';
import { changedNote, pageWords } from './words';
import type { PageLanguage } from './words';

const known = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));

/** One text in several languages, as JSON-LD has it. */
const inLanguages = (texts: Record<string, string>) =>
  Object.entries(texts).map(([language, text]) => ({ '@language': language, '@value': text }));

/** schema.org, for search engines and whoever reads a page by program. */
export const jsonLdOf = (record: PublicRecord): Record<string, unknown> =>
  known({
    '@context': 'https://schema.org',
    '@type': record.mime.startsWith('video/') ? 'VideoObject' : 'ImageObject',
    identifier: record.fileDocumentId,
    contentUrl: record.contentUrl,
    encodingFormat: record.mime,
    width: record.width,
    height: record.height,
    sha256: record.sha256,
    digitalSourceType: record.digitalSourceType,
    caption: inLanguages(record.label),
    description: record.isChanged ? inLanguages(changedNote) : null,
    creditText: record.credit,
    license: record.webStatement ?? record.licence,
    usageInfo: record.webStatement,
    dateCreated: record.dates?.madeOn ?? null,
    expires: record.dates?.usableUntil ?? null,
  });

/** A script element ends at the first `</`, whatever is around it. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#222;background:#fff}' +
  'dt{font-weight:600;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere}' +
  'strong{display:inline-block;border:1px solid;border-radius:4px;padding:.1rem .5rem}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#181826}a{color:#9fa8ff}}';

/** A small page for people, without scripts of any kind. */
export const pageOf = (record: PublicRecord, language: PageLanguage): string => {
  const words = pageWords[language];
  const line = (name: string, value: string | null | undefined, link = false) => {
    if (!value) return '';
    const text = escaped(value);
    return `<dt>${name}</dt><dd>${link ? `<a rel="noopener" href="${text}">${text}</a>` : text}</dd>`;
  };
  const { dates } = record;
  const usable =
    dates && (dates.usableFrom || dates.usableUntil)
      ? `${dates.usableFrom ?? '…'} – ${dates.usableUntil ?? '…'}`
      : null;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${words.title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<style>${STYLE}</style><script type="application/ld+json">${inScript(jsonLdOf(record))}</script></head>
<body><main><h1>${words.title}</h1><p><strong>${escaped(record.label[language] ?? record.label.en ?? '')}</strong></p><dl>
${line(words.changed, record.isChanged ? changedNote[language] : null)}
${line(words.system, record.system[language])}
${line(words.sourceType, record.digitalSourceType, true)}
${line(words.credit, record.credit)}
${line(words.licence, record.licence)}
${line(words.usageTerms, record.usageTerms)}
${line(words.rights, record.webStatement, true)}
${line(words.madeOn, dates?.madeOn)}
${line(words.usable, usable)}
${line(words.file, record.contentUrl, true)}
${line(words.hash, record.sha256)}
</dl></main></body></html>
`;
};
