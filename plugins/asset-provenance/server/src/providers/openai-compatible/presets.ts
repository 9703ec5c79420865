import type { DialectChanges } from './dialect';
import type { dialectSchema } from './dialect';
import type { z } from 'zod';

type Complete = z.input<typeof dialectSchema>;

/** OpenAI's own shape, which gateways copy. Every preset, and a gateway without one, starts here. */
export const plainDialect: Complete = {
  connectionTest: { path: '/v1/models', listsModels: true },
  models: ['gpt-image-1'],
  errors: {
    message: ['error.message', 'error', 'message', 'detail'],
    code: ['error.code', 'error.type', 'code'],
    classes: {
      moderation_blocked: 'moderation',
      content_policy_violation: 'moderation',
      content_filter: 'moderation',
      insufficient_quota: 'credit',
      billing_hard_limit_reached: 'credit',
      rate_limit_exceeded: 'queue',
      invalid_api_key: 'authentication',
    },
    phrases: {
      'content policy': 'moderation',
      'safety system': 'moderation',
    },
    marks: {},
    noSuchJob: [],
  },
  images: {
    path: '/v1/images/generations',
    editsPath: '/v1/images/edits',
    request: { model: 'model', prompt: 'prompt', n: 'count', size: 'size', quality: 'quality' },
    references: {
      'image[]': { roles: ['subject', 'style', 'composition'], as: 'file' },
      mask: { roles: ['mask'], as: 'file' },
    },
    extras: {},
    answer: {
      idHeaders: ['x-request-id'],
      list: ['data'],
      base64: ['b64_json'],
      url: ['url'],
      mime: ['media_type'],
      revisedPrompt: ['revised_prompt'],
      seed: ['seed'],
      size: ['size'],
      model: ['model'],
      usage: ['usage'],
      cost: [],
      costHeader: null,
      currency: 'USD',
    },
  },
  videos: {
    path: '/v1/videos',
    pollPath: null,
    contentPath: '/v1/videos/{id}/content',
    request: { model: 'model', prompt: 'prompt', seconds: 'secondsAsText', size: 'size' },
    references: { input_reference: { roles: ['first_frame'], as: 'file' } },
    extras: {},
    states: {
      queued: 'queued',
      pending: 'queued',
      submitted: 'queued',
      in_progress: 'processing',
      processing: 'processing',
      completed: 'succeeded',
      succeeded: 'succeeded',
      failed: 'failed',
      cancelled: 'cancelled',
      canceled: 'cancelled',
      expired: 'expired',
    },
    answer: {
      id: ['id', 'task_id'],
      state: ['status'],
      progress: ['progress'],
      urls: ['metadata.url', 'url', 'video_url', 'result_url', 'unsigned_urls'],
      expiresAt: ['expires_at'],
      revisedPrompt: ['revised_prompt'],
      seed: ['seed'],
      size: ['size'],
      model: ['model'],
      seconds: ['seconds'],
      errorMessage: ['error.message', 'error', 'fail_reason'],
      errorCode: ['error.code'],
      usage: ['usage'],
      cost: [],
      costHeader: null,
      currency: 'USD',
    },
    pollAfter: null,
    billedWhenFailed: 'unknown',
    callback: null,
  },
};

/** Both of its video APIs: the flat answer of `/v1/videos`, the wrapped one of `/v1/video/generations`. */
const newApi: DialectChanges = {
  errors: {
    classes: {
      insufficient_user_quota: 'credit',
      pre_consume_token_quota_failed: 'credit',
      sensitive_words_detected: 'moderation',
      prompt_blocked: 'moderation',
      access_denied: 'authentication',
    },
    noSuchJob: ['task_not_exist'],
  },
  images: { answer: { idHeaders: ['x-oneapi-request-id', 'x-request-id'] } },
  videos: {
    request: {
      // Its task channels count in `duration`, its OpenAI channel in `seconds`.
      duration: 'seconds',
      'metadata.negative_prompt': 'negativePrompt',
      'metadata.seed': 'seed',
    },
    references: {
      input_reference: null,
      images: { roles: ['first_frame', 'last_frame', 'subject'], as: 'data_urls' },
    },
    states: {
      not_start: 'queued',
      success: 'succeeded',
      failure: 'failed',
      unknown: 'processing',
    },
    answer: {
      id: ['id', 'task_id', 'data.task_id'],
      state: ['status', 'data.status'],
      progress: ['progress', 'data.progress'],
      urls: [
        'metadata.url',
        'url',
        'data.result_url',
        'data.url',
        'result_url',
        // Where old installations keep the address of a finished job.
        'data.fail_reason',
      ],
      seed: ['metadata.seed', 'data.metadata.seed'],
      errorMessage: ['error.message', 'data.fail_reason', 'data.error.message', 'fail_reason'],
      errorCode: ['error.code', 'data.error.code'],
      usage: ['usage', 'data.data.usage'],
    },
    billedWhenFailed: 'no',
  },
};

const liteLlm: DialectChanges = {
  errors: {
    classes: {
      budget_exceeded: 'credit',
      auth_error: 'authentication',
      expired_key: 'authentication',
      token_not_found_in_db: 'authentication',
      key_model_access_denied: 'authentication',
      team_model_access_denied: 'authentication',
      user_model_access_denied: 'authentication',
      org_model_access_denied: 'authentication',
      project_model_access_denied: 'authentication',
    },
    phrases: { contentpolicyviolation: 'moderation' },
  },
  images: { answer: { idHeaders: ['x-litellm-call-id'], costHeader: 'x-litellm-response-cost' } },
};

const openRouter: DialectChanges = {
  // The list of models needs no key, so that it proves nothing.
  connectionTest: { path: '/v1/key', listsModels: false },
  models: [
    'openai/gpt-image-2',
    'bytedance-seed/seedream-4.5',
    'google/veo-3.1',
    'google/veo-3.1-lite',
  ],
  errors: {
    code: ['error.metadata.provider_code', 'error.metadata.error_type', 'error.code'],
    phrases: { 'request blocked': 'moderation' },
    marks: { 'error.metadata.flagged_input': 'moderation' },
  },
  images: {
    path: '/v1/images',
    editsPath: null,
    request: { seed: 'seed' },
    references: {
      'image[]': null,
      mask: null,
      input_references: {
        roles: ['subject', 'style', 'composition'],
        as: 'objects',
        shape: { type: 'image_url', image_url: { url: '{dataUrl}' } },
      },
    },
    answer: { cost: ['usage.cost'] },
  },
  videos: {
    request: {
      seconds: null,
      size: null,
      duration: 'seconds',
      resolution: 'resolution',
      aspect_ratio: 'aspectRatio',
      generate_audio: 'audio',
      seed: 'seed',
      callback_url: 'callbackUrl',
    },
    references: {
      input_reference: null,
      frame_images: {
        roles: ['first_frame', 'last_frame'],
        as: 'objects',
        shape: { type: 'image_url', image_url: { url: '{dataUrl}' }, frame_type: '{role}' },
      },
      input_references: {
        roles: ['subject', 'style'],
        as: 'objects',
        shape: { type: 'image_url', image_url: { url: '{dataUrl}' } },
      },
    },
    answer: { urls: ['unsigned_urls', 'urls'], errorMessage: ['error'], cost: ['usage.cost'] },
    pollAfter: 10,
    callback: { scheme: 'openrouter', requiresTls: true },
  },
};

export const presets = {
  'new-api': newApi,
  litellm: liteLlm,
  openrouter: openRouter,
} satisfies Record<string, DialectChanges>;
