import { ELSEWHERE, assetStates, removalRules, verdicts as verdictTerms } from '../../../shared';
import type { TraceMatch } from '../../../shared';
import type { Brief } from './brief';

const howFound: Record<TraceMatch, { en: string; zh: string }> = {
  stored_bytes: { en: 'The same bytes as', zh: '与以下素材的字节完全一致：' },
  format_bytes: { en: 'The same bytes as one size of', zh: '与以下素材某一尺寸的字节完全一致：' },
  received_bytes: {
    en: 'The bytes that the provider sent for',
    zh: '与服务商为以下素材返回的字节一致：',
  },
  rendition_bytes: {
    en: 'The same bytes as a working copy made of',
    zh: '与以下素材导出的工作副本完全一致：',
  },
  replaced_bytes: {
    en: 'Never approved: these bytes took the place of the file of',
    zh: '从未审核通过。这些字节取代了以下素材的文件：',
  },
  former_bytes: { en: 'Bytes that were replaced since, of', zh: '与以下素材被替换前的字节一致：' },
  url: { en: 'The address belongs to', zh: '该地址属于：' },
  task_id: { en: 'This task made', zh: '该任务生成了：' },
  provider_task_id: { en: "The provider's task made", zh: '该上游任务生成了：' },
  output_id: { en: 'This is', zh: '这是：' },
  asset_id: { en: 'This is', zh: '这是：' },
  file_id: { en: 'This file is', zh: '该文件是：' },
  entry: { en: 'The entry shows', zh: '该条目使用了：' },
  signed_manifest: {
    en: 'Not the same bytes, but it carries the content credentials that were signed here for',
    zh: '字节不同，但带有本站为以下素材签署的内容凭证：',
  },
  broken_manifest: {
    en: 'Not proof: its content credentials do not hold for these bytes, they were signed here for others, those of',
    zh: '并非证明：其内容凭证对本文件无效，系本站为其他字节签署，原属：',
  },
  embedded_id: {
    en: 'Not proof, but its metadata names',
    zh: '并非证明，但其元数据指向：',
  },
  looks_alike: { en: 'Not proof, but it looks like', zh: '并非证明，但外观与以下素材一致：' },
  looks_possible: {
    en: 'Not proof: compare by eye whether it is a copy of',
    zh: '并非证明，请人工比对是否为以下素材的副本：',
  },
};

type Made = Brief['task'];

/** Files that were made elsewhere came from a person, not from a provider. */
const howFoundIn = ({ providerId }: Made, match: TraceMatch): { en: string; zh: string } =>
  providerId === ELSEWHERE && match === 'received_bytes'
    ? { en: 'The bytes that were uploaded as', zh: '与以下素材上传时的字节一致：' }
    : howFound[match];

const madeIn = ({ providerId, modelId, taskId, derivedFrom, ownerName }: Made) => {
  if (providerId !== ELSEWHERE)
    return {
      en: `generated for ${ownerName} by task ${taskId} with ${modelId}`,
      zh: `由任务 ${taskId} 使用 ${modelId} 生成，负责人 ${ownerName}`,
    };
  return derivedFrom
    ? {
        en: `edited by ${ownerName} with ${modelId} from task ${derivedFrom}, under record as task ${taskId}`,
        zh: `由 ${ownerName} 使用 ${modelId} 编辑自任务 ${derivedFrom}，登记为任务 ${taskId}`,
      }
    : {
        en: `made elsewhere with ${modelId}, under record as task ${taskId} of ${ownerName}`,
        zh: `使用 ${modelId} 在外部制作，由 ${ownerName} 登记为任务 ${taskId}`,
      };
};

type How = {
  match: TraceMatch;
  format: string | null;
  /** Approval or verdict were given to other bytes. */
  isOfOthers: boolean;
  /** It does not look like it. */
  looksDiffer: boolean;
};

/** One sentence that answers the auditor: what it is, who approved it, until when, what made it. */
export const sentenceOf = (
  { match, format, isOfOthers, looksDiffer }: How,
  { output, task, asset, verdict, removal }: Brief,
  dayOf: (moment: string) => string
): { en: string; zh: string } => {
  const name = [task.name, `${task.taskId.slice(-8)}-${output.ordinal + 1}`]
    .filter(Boolean)
    .join(' ');
  const size = format
    ? { en: ` (size: ${format})`, zh: `（尺寸：${format}）` }
    : { en: '', zh: '' };
  const judged = asset
    ? {
        en: `approved by ${asset.reviewer.name} on ${dayOf(asset.approvedAt)}${asset.limits.validUntil ? `, usable until ${asset.limits.validUntil}` : ''}${asset.state === 'active' ? '' : `, now ${assetStates[asset.state].en.toLowerCase()}`}`,
        zh: `${asset.reviewer.name} 于 ${dayOf(asset.approvedAt)} 审核通过${asset.limits.validUntil ? `，可用至 ${asset.limits.validUntil}` : ''}${asset.state === 'active' ? '' : `，现为“${assetStates[asset.state].zh}”`}`,
      }
    : verdict
      ? {
          en: `${verdictTerms[verdict.verdict].en.toLowerCase()} by ${verdict.reviewer.name} on ${dayOf(verdict.givenAt)}`,
          zh: `${verdict.reviewer.name} 于 ${dayOf(verdict.givenAt)} 的结论：${verdictTerms[verdict.verdict].zh}`,
        }
      : { en: 'without a verdict', zh: '尚无审核结论' };
  const others =
    isOfOthers && (asset ?? verdict)
      ? { en: 'other bytes were ', zh: '以下结论针对其他字节：' }
      : { en: '', zh: '' };
  const unlike = looksDiffer
    ? {
        en: ' It does not look like it either: compare by eye.',
        zh: '其外观也与之不符，请人工比对。',
      }
    : { en: '', zh: '' };
  const found = howFoundIn(task, match);
  const made = madeIn(task);
  const gone = removal
    ? {
        en: ` Its file was deleted on ${dayOf(removal.at)} (${removalRules[removal.rule].en.toLowerCase()}).`,
        zh: `其文件已于 ${dayOf(removal.at)} 删除（${removalRules[removal.rule].zh}）。`,
      }
    : { en: '', zh: '' };
  return {
    en: `${found.en} ${name}${size.en}: ${others.en}${judged.en}; ${made.en}.${unlike.en}${gone.en}`,
    zh: `${found.zh}${name}${size.zh}。${others.zh}${judged.zh}；${made.zh}。${unlike.zh}${gone.zh}`,
  };
};
