import type {
  Adjustment,
  FieldProblem,
  LaunchRequest,
  ModelCapabilities,
  Parameters,
  Specification,
} from '../../../shared';
import type { PluginConfig } from '../config';
import { specificationsOf } from '../config';
import type { Costs } from '../costs/service';
import { invalid } from '../kernel';
import { objectionTo } from '../network/service';
import type { Adapter, Providers } from '../providers/service';
import { assertWithinStage } from './stage-boundary';

/** A launch whose every field fits together. */
export type ValidLaunch = {
  request: LaunchRequest;
  /** As the provider will get them, without what the model cannot do. */
  parameters: Parameters;
  model: ModelCapabilities;
  adapter: Adapter;
  specification: Specification | null;
  adjustments: Adjustment[];
};

const list = (values: readonly (string | number)[]) => values.join(', ');

const oneOf = <T extends string | number>(
  path: string,
  value: T,
  allowed: readonly T[],
  what: [en: string, zh: string]
): FieldProblem[] =>
  allowed.includes(value)
    ? []
    : [
        {
          path,
          message: `is not a ${what[0]} of this model; it has ${list(allowed) || 'none'}`,
          zh: `不是该模型的${what[1]}；可选：${list(allowed) || '无'}`,
        },
      ];

/** A parameter that some models do not have: null there, and one of the model's own elsewhere. */
const oneOfOrNone = <T extends string | number>(
  path: string,
  value: T | null,
  allowed: readonly T[],
  what: [en: string, zh: string]
): FieldProblem[] => {
  if (value !== null) return oneOf(path, value, allowed, what);
  if (allowed.length === 0) return [];
  return [
    {
      path,
      message: `is missing: this model has ${list(allowed)}`,
      zh: `缺少${what[1]}；可选：${list(allowed)}`,
    },
  ];
};

const sharedProblems = (parameters: Parameters, model: ModelCapabilities): FieldProblem[] => [
  ...oneOf('parameters.kind', parameters.kind, [model.kind], ['kind', '类型']),
  ...oneOf('parameters.inputType', parameters.inputType, model.inputTypes, [
    'input type',
    '输入类型',
  ]),
  ...oneOf('parameters.aspectRatio', parameters.aspectRatio, model.aspectRatios, ['ratio', '比例']),
  ...(parameters.prompt.length > model.promptMaxLength
    ? [
        {
          path: 'parameters.prompt',
          message: `is longer than the ${model.promptMaxLength} characters that this model takes`,
          zh: `超过该模型的 ${model.promptMaxLength} 字上限`,
        },
      ]
    : []),
  ...(parameters.count > model.maxCount
    ? [
        {
          path: 'parameters.count',
          message: `is beyond the ${model.maxCount} outputs that one task of this model may have`,
          zh: `超过该模型每个任务 ${model.maxCount} 个结果的上限`,
        },
      ]
    : []),
  ...(parameters.references.length > model.references.maximum
    ? [
        {
          path: 'parameters.references',
          message: `holds more than the ${model.references.maximum} that this model takes`,
          zh: `超过该模型 ${model.references.maximum} 张参考图的上限`,
        },
      ]
    : []),
  ...parameters.references.flatMap(({ role }, index) =>
    oneOf(`parameters.references.${index}.role`, role, model.references.roles, [
      'reference role',
      '参考图角色',
    ])
  ),
  ...(parameters.inputType.startsWith('image_') && parameters.references.length === 0
    ? [
        {
          path: 'parameters.references',
          message: 'is empty, but the input type starts from an image',
          zh: '为空，但输入类型需要参考图',
        },
      ]
    : []),
];

const kindProblems = (parameters: Parameters, model: ModelCapabilities): FieldProblem[] => {
  if (parameters.kind === 'image') {
    return [
      ...oneOf('parameters.size', parameters.size, model.sizes[parameters.aspectRatio] ?? [], [
        'size for this ratio',
        '该比例的尺寸',
      ]),
      ...oneOfOrNone('parameters.quality', parameters.quality, model.qualities, [
        'quality',
        '质量',
      ]),
    ];
  }
  const range = model.durationsSeconds;
  const isInRange =
    range !== null &&
    parameters.durationSeconds >= range.minimum &&
    parameters.durationSeconds <= range.maximum &&
    Number.isInteger((parameters.durationSeconds - range.minimum) / range.step);
  return [
    ...oneOf('parameters.resolution', parameters.resolution, model.resolutions, [
      'resolution',
      '分辨率',
    ]),
    ...oneOfOrNone('parameters.frameRate', parameters.frameRate, model.frameRates, [
      'frame rate',
      '帧率',
    ]),
    ...oneOfOrNone('parameters.cameraMotion', parameters.cameraMotion, model.cameraMotions, [
      'camera motion',
      '镜头运动',
    ]),
    ...(isInRange
      ? []
      : [
          {
            path: 'parameters.durationSeconds',
            message: `must be ${range?.minimum} to ${range?.maximum} seconds in steps of ${range?.step}`,
            zh: `应为 ${range?.minimum} 至 ${range?.maximum} 秒，步长 ${range?.step} 秒`,
          },
        ]),
    ...(parameters.audio && !model.hasAudio
      ? [
          {
            path: 'parameters.audio',
            message: 'is not possible: this model makes no sound',
            zh: '该模型不能生成音频',
          },
        ]
      : []),
  ];
};

/** Drops what the model has no word for and can be left out without changing the request's meaning. */
const adjust = (
  parameters: Parameters,
  model: ModelCapabilities
): { parameters: Parameters; adjustments: Adjustment[] } => {
  const adjustments: Adjustment[] = [];
  const next = { ...parameters };
  if (next.negativePrompt && !model.hasNegativePrompt) {
    next.negativePrompt = null;
    adjustments.push({
      field: 'negativePrompt',
      en: 'The negative prompt is dropped: this model has none.',
      zh: '该模型不支持反向提示词，将被忽略。',
    });
  }
  if (next.seed !== null && !model.hasSeed) {
    next.seed = null;
    adjustments.push({
      field: 'seed',
      en: 'The seed is dropped: this model has none, so results differ each time.',
      zh: '该模型不支持随机种子，将被忽略，每次结果都会不同。',
    });
  }
  return { parameters: next, adjustments };
};

const findSpecification = (
  config: PluginConfig,
  { purpose, channel, specification, parameters }: LaunchRequest
) => {
  const candidates = specificationsOf(config).filter(
    (each) => each.purpose === purpose && each.channel === channel
  );
  return specification
    ? (candidates.find(({ name }) => name === specification) ?? null)
    : (candidates.find(({ kind }) => kind === parameters.kind) ?? null);
};

const callbackProblems = (
  callbackUrl: string,
  { signingSecret, allowedHosts }: PluginConfig['callbacks']
): FieldProblem[] => {
  const objection = objectionTo(callbackUrl, allowedHosts);
  return [
    ...(signingSecret
      ? []
      : [
          {
            path: 'callbackUrl',
            message: 'cannot be served: this server has no secret to sign callbacks with',
            zh: '无法使用：服务器尚未配置回调签名密钥',
          },
        ]),
    ...(objection === 'private'
      ? [
          {
            path: 'callbackUrl',
            message:
              'leads to this machine or into a private network; an operator can list the host in callbacks.allowedHosts',
            zh: '指向本机或内部网络；如确需使用，请管理员将其加入 callbacks.allowedHosts',
          },
        ]
      : []),
    ...(objection === 'unusable'
      ? [
          {
            path: 'callbackUrl',
            message: 'is not an address that can be called; it may hold no user name or password',
            zh: '不是可调用的地址；地址中不得包含用户名或密码',
          },
        ]
      : []),
  ];
};

/**
 * Checks a launch against configuration, the model's capabilities and the boundaries of its stage.
 * @throws a 400 that names every field that does not fit.
 */
export const createValidator =
  (config: PluginConfig, providers: Providers, costs: Costs) =>
  (request: LaunchRequest): ValidLaunch => {
    const problems: FieldProblem[] = [];
    if (!config.purposes[request.purpose])
      problems.push({
        path: 'purpose',
        message: `is not known; there are ${list(Object.keys(config.purposes))}`,
        zh: `未知用途；可选：${list(Object.keys(config.purposes))}`,
      });
    if (!config.channels[request.channel])
      problems.push({
        path: 'channel',
        message: `is not known; there are ${list(Object.keys(config.channels))}`,
        zh: `未知渠道；可选：${list(Object.keys(config.channels))}`,
      });
    const specification = findSpecification(config, request);
    if (request.specification && !specification)
      problems.push({
        path: 'specification',
        message: 'is not one of this purpose and channel',
        zh: '不属于该用途与渠道',
      });

    const adapter = providers.adapter(request.providerId);
    if (!adapter)
      problems.push({
        path: 'providerId',
        message: `is not set up here; there are ${list(providers.list().map(({ id }) => id))}`,
        zh: `未配置该服务商；可选：${list(providers.list().map(({ id }) => id))}`,
      });
    const model = providers.model(request.providerId, request.modelId);
    if (adapter && !model)
      problems.push({
        path: 'modelId',
        message: `is not a model of ${providers.nameOf(request.providerId)}; it has ${list(adapter.models.map(({ id }) => id))}`,
        zh: `不是 ${providers.nameOf(request.providerId)} 的模型；可选：${list(adapter.models.map(({ id }) => id))}`,
      });
    if (!adapter || !model) throw invalid(problems);

    problems.push(...sharedProblems(request.parameters, model));
    if (request.parameters.kind === model.kind)
      problems.push(...kindProblems(request.parameters, model));
    problems.push(
      ...adapter
        .checkExtras(model.id, request.parameters)
        .map((problem) => ({ ...problem, path: `parameters.${problem.path}` }))
    );
    if (request.callbackUrl)
      problems.push(...callbackProblems(request.callbackUrl, config.callbacks));
    if (problems.length > 0) throw invalid(problems);

    const { parameters, adjustments } = adjust(request.parameters, model);
    assertWithinStage(costs, request, parameters, model);
    return {
      request,
      model,
      adapter,
      specification,
      parameters,
      adjustments: [...adjustments, ...adapter.adjustmentsOf(model.id, parameters)],
    };
  };
