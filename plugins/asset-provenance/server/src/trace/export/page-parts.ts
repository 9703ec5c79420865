import { leftOutReasons } from '../../../../shared';
import type { LeftOut } from '../../../../shared';
import { escaped } from '../html';
import { pageWords } from './page-words';
import type { PageWord } from './page-words';
import type { Language } from './timeline-csv';

export type Value = string | number | boolean | null | undefined;
export type Row = [label: string, value: Value];

/** About the export itself: stands at the head and the foot of both variants. */
export type Made = { at: string; by: string | null; leftOut: readonly LeftOut[] };

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1c28;--quiet:#5c5c70;--line:#d8d8e2;--page:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#ececf4;--quiet:#a8a8bc;--line:#3c3c50;--page:#181826}}
body{font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page)}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.25rem 0}.quiet{color:var(--quiet)}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;font-size:.87rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--quiet);font-weight:600}
@media print{:root{--ink:#000;--quiet:#333;--line:#999;--page:#fff}body{margin:0;max-width:none;font-size:10pt}h2{break-after:avoid}tr,dt,dd{break-inside:avoid}thead{display:table-header-group}@page{margin:16mm}}
`;

/** Pieces of the page in one language; every value is escaped here and nowhere else. */
export const createParts = (language: Language) => {
  const t = (word: PageWord): string => pageWords[word][language];

  const shown = (value: Value): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    return value === null || value === undefined ? '' : escaped(String(value));
  };

  /** Rows without a value are left out. */
  const list = (rows: Row[]): string => {
    const lines = rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${shown(value)}</dd>`);
    return lines.length > 0 ? `<dl>${lines.join('')}</dl>` : `<p class="quiet">${t('none')}</p>`;
  };

  const table = (head: PageWord[], rows: Value[][]): string => {
    if (rows.length === 0) return `<p class="quiet">${t('none')}</p>`;
    const names = head.map((word) => `<th scope="col">${t(word)}</th>`).join('');
    const body = rows.map(
      (row) => `<tr>${row.map((each) => `<td>${shown(each)}</td>`).join('')}</tr>`
    );
    return `<table><thead><tr>${names}</tr></thead><tbody>${body.join('')}</tbody></table>`;
  };

  const section = (title: PageWord, body: string): string =>
    `<section><h2>${t(title)}</h2>${body}</section>`;

  const leftOutList = (leftOut: readonly LeftOut[]): string =>
    leftOut.length === 0
      ? `<p class="quiet">${t('none')}</p>`
      : `<ul>${leftOut
          .map(
            ({ reason, of }) =>
              `<li>${escaped(leftOutReasons[reason][language])}${of ? ` <code>${escaped(of)}</code>` : ''}</li>`
          )
          .join('')}</ul>`;

  /** A whole page: no script, nothing that is loaded from anywhere. */
  const page = (variant: PageWord, made: Made, sections: string[]): string =>
    `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><title>${t('title')}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${STYLE}</style></head>
<body><main><header><h1>${t('title')}</h1><p>${t(variant)}</p>
<p class="quiet">${t('madeAt')} ${escaped(made.at)}${made.by ? ` · ${t('madeBy')} ${escaped(made.by)}` : ''}</p>
<p class="quiet">${t('verify')}</p></header>
${sections.join('\n')}
${section('leftOut', leftOutList(made.leftOut))}
</main></body></html>
`;

  return { t, list, table, section, page };
};
export type Parts = ReturnType<typeof createParts>;
