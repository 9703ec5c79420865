import { ledgerFindings, ledgerStates } from '../shared/ledger';
import type {
  KeptCheckpoints,
  LedgerFileReport,
  LedgerFinding,
  LedgerReport,
} from '../shared/ledger';
import type { Bilingual } from '../shared/api';

const both = (text: string): Bilingual => ({ en: text, zh: text });

const placeOf = ({ sequence, untilSequence, subject }: LedgerFinding): string =>
  [
    sequence === null ? null : `#${sequence}`,
    untilSequence === null || untilSequence === sequence
      ? null
      : `${sequence === null ? '#' : '–'}${untilSequence}`,
    subject && sequence === null ? subject : subject && `(${subject})`,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(' –', '–');

const valuesOf = ({ field, expected, found }: LedgerFinding): string =>
  [field, expected === null ? null : `${expected} ≠`, found].filter(Boolean).join(' ');

const findingLine = (finding: LedgerFinding): Bilingual => {
  const { en, zh } = ledgerFindings[finding.kind];
  const where = placeOf(finding);
  const what = valuesOf(finding);
  const more = [what, finding.eventId].filter(Boolean).join('; ');
  return {
    en: `  ${where ? `${where}: ` : ''}${en}${more ? ` [${more}]` : ''}`,
    zh: `  ${where ? `${where}：` : ''}${zh}${more ? ` [${more}]` : ''}`,
  };
};

const keyLines = ({ keys }: LedgerReport): Bilingual[] =>
  keys.map(({ verifierKey, isDevelopment, isVouched }) => ({
    en: `  ${verifierKey}${isDevelopment ? '  DEVELOPMENT KEY: it proves nothing to others' : ''}${isVouched ? '' : '  nobody vouches for it'}`,
    zh: `  ${verifierKey}${isDevelopment ? '  开发密钥：对外不具证明力' : ''}${isVouched ? '' : '  无人为其担保'}`,
  }));

const unreadLines = ({ unreadFrom }: LedgerFileReport): Bilingual[] =>
  unreadFrom === null
    ? []
    : [
        {
          en: `Not read from line ${unreadFrom} on: too much is not in the form of a ledger.`,
          zh: `自第 ${unreadFrom} 行起未再读取：不符合审计链格式的内容过多。`,
        },
      ];

/** How many of the checkpoints that somebody kept say something here, and why the others do not. */
export const keptLines = ({ given, compared }: KeptCheckpoints, others: Bilingual): Bilingual[] => {
  const left = given - compared;
  if (given === 0) return [];
  return [
    {
      en: `Checkpoints that you kept: ${compared} compared, ${left} not${left > 0 ? ` (${others.en})` : ''}.`,
      zh: `您另行保存的检查点：已比对 ${compared} 个，未比对 ${left} 个${left > 0 ? `（${others.zh}）` : ''}。`,
    },
  ];
};

const NOT_COMPARED = {
  en: 'not believed, or with events missing up to them',
  zh: '不可信，或其涵盖的事件有缺失',
};

/** What a person reads of a report, line by line. */
export const reportLines = (report: LedgerReport | LedgerFileReport): Bilingual[] => {
  const { state, size, root, checkpoints, unsealed, rows, erased } = report;
  const name = ledgerStates[state];
  if (state === 'unreadable' || state === 'unsupported')
    return [{ en: `${name.en}.`, zh: `${name.zh}。` }, ...report.findings.map(findingLine)];
  return [
    {
      en: `${name.en}: ${size} events, ${checkpoints.checked} checkpoints compared.`,
      zh: `${name.zh}：${size} 个事件，已比对 ${checkpoints.checked} 个检查点。`,
    },
    ...(root ? [{ en: `Root: ${root}`, zh: `根哈希：${root}` }] : []),
    {
      en: `Covered by a checkpoint outside the database: the first ${checkpoints.covered} events.`,
      zh: `已由数据库之外的检查点涵盖：前 ${checkpoints.covered} 个事件。`,
    },
    ...(size > checkpoints.covered
      ? [
          {
            en: `Covered by none: the ${size - checkpoints.covered} events after that. Nothing vouches for them.`,
            zh: `未被涵盖：其后的 ${size - checkpoints.covered} 个事件，没有任何担保。`,
          },
        ]
      : []),
    ...('kept' in report ? keptLines(report.kept, NOT_COMPARED) : []),
    ...(unsealed > 0
      ? [{ en: `Not sealed yet: ${unsealed}.`, zh: `尚未封存：${unsealed}。` }]
      : []),
    ...(rows > 0
      ? [{ en: `Rows in use that were compared: ${rows}.`, zh: `已比对的在用数据行：${rows}。` }]
      : []),
    ...(erased.actors + erased.notes > 0
      ? [
          {
            en: `Erased on purpose, and not comparable: ${erased.actors} names, ${erased.notes} texts.`,
            zh: `已按要求删除、无法比对：${erased.actors} 个姓名、${erased.notes} 段文字。`,
          },
        ]
      : []),
    ...report.findings.map(findingLine),
    ...(report.furtherFindings > 0 ? [both(`  + ${report.furtherFindings}`)] : []),
    ...('unreadFrom' in report ? unreadLines(report) : []),
    { en: 'Keys:', zh: '密钥：' },
    ...keyLines(report),
  ];
};
