import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** What this instance writes into the files that it makes (docs/operators.md). */
export const marksFrom = (env: Env) => ({
  publicUrl: env('PUBLIC_URL'),
  prompt: env.bool('MARK_PROMPT', false),
  keepsGeneratorTexts: env.bool('MARK_KEEP_GENERATOR_TEXTS', false),
  xmp: {
    isEnabled: env.bool('MARK_XMP', true),
    credit: env('MARK_CREDIT'),
    rights: env('MARK_RIGHTS'),
    usageTerms: env('MARK_USAGE_TERMS'),
    webStatement: env('MARK_WEB_STATEMENT'),
    dataMining: env('MARK_DATA_MINING') || null,
  },
  aigc: {
    isEnabled: env.bool('MARK_AIGC', true),
    producerCode: env('MARK_AIGC_PRODUCER'),
    propagatorCode: env('MARK_AIGC_PROPAGATOR'),
  },
  c2pa: {
    isEnabled: env.bool('MARK_C2PA', true),
    maxMegabytes: env.int('MARK_C2PA_MAX_MEGABYTES', 100),
    certificate: env('MARK_C2PA_CERTIFICATE'),
    certificateFile: env('MARK_C2PA_CERTIFICATE_FILE'),
    key: env('MARK_C2PA_KEY'),
    keyFile: env('MARK_C2PA_KEY_FILE'),
  },
  visibleLabel: {
    isEnabled: env.bool('MARK_VISIBLE_LABEL', false),
    text: env('MARK_VISIBLE_LABEL_TEXT', 'AI 生成'),
    corner: env('MARK_VISIBLE_LABEL_CORNER', 'bottom_right'),
  },
});
