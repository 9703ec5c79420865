import type { Evidence } from '../contract';

const OPENAI = 'openai/openai-openapi@f85dbe22 openapi.json 2.3.0';
const NEW_API = 'QuantumNous/new-api';
const LITELLM = 'BerriAI/litellm';
const OPENROUTER = 'OpenRouterTeam/docs@c26125a5';

export const gatewayEvidence: Evidence[] = [
  {
    claim:
      'Without a preset: images at /v1/images/generations and /edits, videos at /v1/videos, /{id}, /{id}/content; queued, in_progress, completed, failed',
    basis: 'specification',
    source: `${OPENAI}; its video paths are marked deprecated and serve as the shape that gateways copy`,
  },
  {
    claim:
      'new-api: POST and GET of /v1/videos and /v1/video/generations, GET /v1/videos/{id}/content',
    basis: 'source_code',
    source: `${NEW_API}@01f6839b router/video-router.go`,
  },
  {
    claim:
      'new-api: the flat answer has queued, in_progress, completed, failed or unknown and its address in metadata.url; the wrapped one has data.status such as SUCCESS and FAILURE, data.result_url, data.fail_reason, and data.fail_reason as the address in old data',
    basis: 'source_code',
    source: `${NEW_API} dto/openai_video.go, dto/task.go, model/task.go, relay/relay_task.go`,
  },
  {
    claim:
      'new-api: requests carry duration or seconds, size, images and metadata; an unknown job is 400 task_not_exist; errors of the provider behind it come as JSON in message',
    basis: 'source_code',
    source: `${NEW_API} relay/common/relay_info.go, relay/relay_task.go, controller/relay.go`,
  },
  {
    claim: 'new-api: 403 insufficient_user_quota and pre_consume_token_quota_failed mean credit',
    basis: 'source_code',
    source: `${NEW_API}@01f6839b types/error.go; the status from answers quoted in public code`,
  },
  {
    claim: 'new-api: X-Oneapi-Request-Id names a request',
    basis: 'source_code',
    source: `${NEW_API} common/constants.go (RequestIdKey)`,
  },
  {
    claim: 'new-api: the quota of a failed task is given back',
    basis: 'source_code',
    source: `${NEW_API} service/task_billing.go (RefundTaskQuota), read in copies of it`,
  },
  {
    claim:
      'LiteLLM: the OpenAI shape for images and videos; a reference is uploaded as input_reference',
    basis: 'source_code',
    source: `${LITELLM}@02ac6ac5 litellm/proxy/video_endpoints/endpoints.py; @00fc80b7 litellm/proxy/image_endpoints/endpoints.py`,
  },
  {
    claim: 'LiteLLM: errors are {error: {message, type, param, code}} with the status as code',
    basis: 'documentation',
    source: 'docs.litellm.ai/docs/proxy/error_reference',
  },
  {
    claim: 'LiteLLM: x-litellm-response-cost is what it charges to the key, in US dollars',
    basis: 'documentation',
    source: 'docs.litellm.ai/docs/proxy/response_headers',
  },
  {
    claim:
      'LiteLLM: the error types budget_exceeded, auth_error, expired_key, token_not_found_in_db and those for models that a key, team, user, organisation or project may not use',
    basis: 'source_code',
    source: `${LITELLM}@00025c84 litellm/proxy/_types.py (ProxyErrorTypes)`,
  },
  {
    claim: 'LiteLLM: a refusal by content policy names ContentPolicyViolationError in its message',
    basis: 'unverified',
    source: 'Recall',
  },
  {
    claim:
      'OpenRouter: POST /v1/images and /v1/videos (below https://openrouter.ai/api), their fields, answers, states and errors',
    basis: 'specification',
    source: `${OPENROUTER} openapi/openapi.yaml`,
  },
  {
    claim:
      'OpenRouter: unsigned_urls lead to its own content address and need the key; usage.cost in US dollars; poll every 10 to 30 seconds',
    basis: 'documentation',
    source: `${OPENROUTER} guides/overview/multimodal/video-generation.mdx; openrouter.ai/docs/api_reference/videos`,
  },
  {
    claim:
      'OpenRouter: X-OpenRouter-Signature t=,v1= is the hex HMAC-SHA256 of "t,body" with the secret of the workspace, good for 300 s; X-OpenRouter-Idempotency-Key names the event; callback_url must be HTTPS; without a secret nothing is signed',
    basis: 'documentation',
    source: `${OPENROUTER} cookbook/video-generation/video-generation-webhooks.mdx`,
  },
  {
    claim: 'OpenRouter: 402 credit; 403 permission, guardrail or moderation; Retry-After on 429',
    basis: 'documentation',
    source: `${OPENROUTER} api_reference/errors-and-debugging.mdx`,
  },
  {
    claim: 'OpenRouter: sizes and number of outputs of Seedream 4.5, seed and sound of Veo 3.1',
    basis: 'unverified',
    source: 'Its lists of models say it; they were not read',
  },
  {
    claim:
      'How long the files of a gateway can be fetched; whether a failed job of LiteLLM or OpenRouter is billed',
    basis: 'unverified',
    source: 'No statement found',
  },
  {
    claim: 'No idempotency key, no listing by a key of ours, no cancel at any of the three',
    basis: 'source_code',
    source: 'The routes and specifications above name none',
  },
];
