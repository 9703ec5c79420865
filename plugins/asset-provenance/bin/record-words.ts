import {
  leftOutReasons,
  recordFindings,
  recordStates,
  recordVariants,
} from '../shared/record-export';
import type { RecordFinding, RecordReport } from '../shared/record-export';
import type { Bilingual } from '../shared/api';
import { keptLines } from './ledger-words';

const findingLine = ({
  kind,
  entry,
  subject,
  field,
  expected,
  found,
}: RecordFinding): Bilingual => {
  const { en, zh } = recordFindings[kind];
  const where = [entry, subject, field].filter(Boolean).join(' › ');
  const values = expected === null && found === null ? '' : ` [${expected} ≠ ${found}]`;
  return {
    en: `  ${where ? `${where}: ` : ''}${en}${values}`,
    zh: `  ${where ? `${where}：` : ''}${zh}${values}`,
  };
};

const signatureLines = ({ signature, format }: RecordReport): Bilingual[] => {
  if (!format) return [];
  if (signature.state === 'unsigned')
    return [
      {
        en: 'UNSIGNED: no key stands for the manifest. Only what follows from the events is proven.',
        zh: '未签名：没有密钥为清单担保，只有可由事件推出的内容得到证明。',
      },
    ];
  if (signature.state === 'invalid')
    return [{ en: 'The signature does not hold.', zh: '签名无效。' }];
  return [
    { en: `Signed by ${signature.key}`, zh: `签名密钥：${signature.key}` },
    ...(signature.isDevelopment
      ? [{ en: '  DEVELOPMENT KEY: it proves nothing to others', zh: '  开发密钥：对外不具证明力' }]
      : []),
  ];
};

const NOT_COMPARED = {
  en: 'over another number of events than the checkpoint of the record, or not believed',
  zh: '事件数与档案的检查点不同，或不可信',
};

const contentLines = (report: RecordReport): Bilingual[] => {
  const { format, events, checkpoint, kept, compared, files, madeAt, madeBy } = report;
  if (!format) return [];
  const by = { en: madeBy ? ` by ${madeBy}` : '', zh: madeBy ? `，导出人 ${madeBy}` : '' };
  const of = report.outputId ?? report.fileDocumentId ?? '';
  const variant = format.variant && recordVariants[format.variant];
  return [
    {
      en: `${variant?.en ?? ''} record of ${of}, exported ${madeAt}${by.en}.`,
      zh: `${of} 的${variant?.zh ?? ''}档案，导出时间 ${madeAt}${by.zh}。`,
    },
    {
      en: `Events: ${events.total}, of these ${events.proven} proven up to the checkpoint${checkpoint ? ` over ${checkpoint.size} events of ${checkpoint.time}` : ''}, ${events.unproven} not.`,
      zh: `事件：${events.total} 个，其中 ${events.proven} 个可证明至检查点${checkpoint ? `（${checkpoint.time}，共 ${checkpoint.size} 个事件）` : ''}，${events.unproven} 个不能。`,
    },
    ...keptLines(kept, NOT_COMPARED),
    {
      en: `Statements of the record compared with events: ${compared}. Files: ${files.there}.`,
      zh: `已与事件比对的记录内容：${compared} 项。文件：${files.there} 个。`,
    },
  ];
};

/** What a person reads of a report, line by line. */
export const recordLines = (report: RecordReport): Bilingual[] => {
  const { state, findings, furtherFindings, leftOut } = report;
  const name = recordStates[state];
  return [
    { en: `${name.en}.`, zh: `${name.zh}。` },
    ...findings.map(findingLine),
    ...(furtherFindings > 0
      ? [{ en: `  + ${furtherFindings}`, zh: `  + ${furtherFindings}` }]
      : []),
    ...contentLines(report),
    ...signatureLines(report),
    ...(leftOut.length > 0 ? [{ en: 'Left out:', zh: '未包含：' }] : []),
    ...leftOut.map(({ reason, of }) => ({
      en: `  ${leftOutReasons[reason].en}${of ? ` [${of}]` : ''}`,
      zh: `  ${leftOutReasons[reason].zh}${of ? ` [${of}]` : ''}`,
    })),
  ];
};
