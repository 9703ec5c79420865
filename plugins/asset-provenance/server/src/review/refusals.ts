import { verdicts as verdictTerms } from '../../../shared';
import type { Verdict } from '../../../shared';
import type { OutputRow } from '../generation/service';
import { conflict } from '../kernel';

const loadAgain = {
  en: 'Load the case again; to replace that verdict, give yours anew.',
  zh: '请重新加载；如需替换该结论，请重新给出您的结论。',
};

/** Somebody else gave a verdict that this reader has not seen. */
export const decidedMeanwhile = (latest: Verdict) =>
  conflict(
    {
      en: `${latest.reviewer.name} decided meanwhile: ${verdictTerms[latest.verdict].en}.`,
      zh: `${latest.reviewer.name} 已作出结论：${verdictTerms[latest.verdict].zh}。`,
    },
    { code: 'decided_meanwhile', verdict: latest },
    loadAgain
  );

/** The row moved between being read and being written. */
export const movedMeanwhile = () =>
  conflict(
    {
      en: 'Somebody else changed this result at the same moment. Load it again.',
      zh: '他人同时修改了该结果，请重新加载。',
    },
    { code: 'decided_meanwhile' }
  );

/** What was looked at is not what is stored. */
export const fileChanged = ({ storedSha256 }: OutputRow) =>
  conflict(
    {
      en: 'The verdict is about other bytes than the stored ones: the file changed since you looked at it.',
      zh: '审核结论针对的字节与已存文件不一致：您查看之后文件已变更。',
    },
    { code: 'file_changed', storedSha256 },
    {
      en: 'Load the case again and look at the file as it is now.',
      zh: '请重新加载，查看当前文件后再判定。',
    }
  );
