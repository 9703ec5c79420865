import type {
  Check,
  CheckResult,
  FinalWithoutDraft,
  Preflight,
  SpendPreview,
} from '../../../shared';
import { pixelsOf } from '../../../shared';
import { outputsPerJobOf } from './pricing';
import { parameterSummary } from './summary';
import type { ValidLaunch } from './validate';

/** Words that say only how it should look; a prompt of nothing else has no use and no subject. */
const styleWords = new Set(
  'style photorealistic realistic cinematic minimal minimalist beautiful stunning 4k 8k hd uhd detailed ultra hyper trending artstation masterpiece high quality best soft light lighting dramatic moody vintage retro anime render octane bokeh sharp vivid colourful colorful elegant modern and with in the a of'.split(
    ' '
  )
);
const chineseStyleWords =
  /风格|写实|高清|唯美|精致|电影感|赛博朋克|极简|复古|动漫|大师|超清|细节|氛围|质感|[、，。\s]/g;

/** Whether a prompt says what is to be seen, or only in what style. */
export const saysWhatIsShown = (prompt: string): boolean => {
  const words = prompt.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const rest = prompt.replace(/[\p{Script=Latin}\d\p{P}\s]/gu, '').replace(chineseStyleWords, '');
  return words.some((word) => !styleWords.has(word)) || rest.length >= 2;
};

const check = (
  id: Check['id'],
  result: CheckResult,
  en: string,
  zh: string,
  detail: Check['detail'] = null
): Check => ({
  id,
  result,
  label: { en, zh },
  detail,
});

const specificationCheck = ({ specification, parameters, request }: ValidLaunch): Check => {
  const label = ['Specification met', '符合素材规格'] as const;
  if (!specification) {
    return check('specification', 'attention', ...label, {
      en: 'There is no specification for this purpose and channel.',
      zh: '该用途与渠道没有素材规格。',
    });
  }
  if (parameters.aspectRatio !== specification.aspectRatio) {
    return check('specification', 'attention', ...label, {
      en: `The channel wants ${specification.aspectRatio}; ${parameters.aspectRatio} would have to be cropped.`,
      zh: `该渠道需要 ${specification.aspectRatio}，${parameters.aspectRatio} 之后需要裁切。`,
    });
  }
  const tooSmall =
    request.stage === 'final' &&
    parameters.kind === 'image' &&
    pixelsOf(parameters.size)[0] < pixelsOf(specification.size)[0];
  return tooSmall
    ? check('specification', 'attention', ...label, {
        en: `A final for this channel has ${specification.size} pixels.`,
        zh: `该渠道的正式产出应为 ${specification.size} 像素。`,
      })
    : check('specification', 'passed', ...label);
};

const checksOf = (launch: ValidLaunch, policy: FinalWithoutDraft): Check[] => {
  const { request, parameters } = launch;
  return [
    check('purpose_channel', 'passed', 'Purpose and channel named', '已写清用途与渠道'),
    specificationCheck(launch),
    saysWhatIsShown(parameters.prompt)
      ? check('prompt_use', 'passed', 'Prompt says what is shown', '提示词写明了画面内容')
      : check('prompt_use', 'attention', 'Prompt says what is shown', '提示词写明了画面内容', {
          en: 'There are only style words: say what is shown and what it is for.',
          zh: '只有风格词：请写明主体与用途。',
        }),
    parameters.kind === 'image'
      ? check(
          'parameters',
          'passed',
          'Prompt, references, ratio, quality, count and seed are kept',
          '将保存提示词、参考图、比例、质量、数量与随机种子'
        )
      : check(
          'parameters',
          'passed',
          'Input type, duration, resolution, camera, callback and task ID are kept',
          '将保存输入类型、时长、分辨率、镜头、回调与任务 ID'
        ),
    parameters.references.length > 0
      ? check(
          'references',
          'passed',
          'Every reference has a rights record',
          '每张参考图都有授权记录'
        )
      : check(
          'references',
          request.brand || request.series ? 'attention' : 'passed',
          'References',
          '参考图',
          request.brand || request.series
            ? {
                en: 'A brand or series holds together better with a reference.',
                zh: '品牌或系列素材建议使用参考图以保持一致。',
              }
            : { en: 'None is used.', zh: '未使用参考图。' }
        ),
    request.stage === 'draft' || request.derivedFrom || policy === 'off'
      ? check('stage', 'passed', 'Draft before final', '先草稿后正式')
      : check(
          'stage',
          request.finalReason ? 'passed' : 'attention',
          'Draft before final',
          '先草稿后正式',
          {
            en: 'A final without a chosen draft: explore with drafts first, or say why.',
            zh: '未选定草稿就直接正式产出：建议先用草稿探索，或说明原因。',
          }
        ),
    ...(request.callbackUrl
      ? [
          check('callback', 'passed', 'Callback address kept', '已记录回调地址', {
            en: 'Every change of the task is sent there, signed; the address stays private.',
            zh: '任务的每次状态变化都会签名后发送至该地址；地址保持私密。',
          }),
        ]
      : []),
  ];
};

type More = {
  /** Checks that took a look. */
  checks: Check[];
  spend: SpendPreview;
  finalWithoutDraft: FinalWithoutDraft;
};

/** What a launch would do, computed without recording anything. */
export const preflightOf = (
  launch: ValidLaunch,
  { checks, spend, finalWithoutDraft }: More
): Preflight => ({
  checks: [...checksOf(launch, finalWithoutDraft), ...checks],
  spend,
  adjustments: launch.adjustments,
  parameterSummary: parameterSummary({
    modelName: launch.model.name,
    stage: launch.request.stage,
    parameters: launch.parameters,
  }),
  jobs: outputsPerJobOf(launch.parameters, launch.model).length,
  outputs: launch.parameters.count,
});
