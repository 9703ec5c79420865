import type { Evidence } from '../contract';

const client = 'fal-ai/fal-js@libs/client/src/queue.ts, types/common.ts (381105e)';
const python = 'fal-ai/fal@projects/fal_client/src/fal_client/client.py (c6f0afa)';
const inputs = 'fal-ai/fal-js@libs/client/src/types/endpoints.ts (generated, 381105e)';

/** What each claim rests on. Nothing was run against the live service. */
export const falEvidence: Evidence[] = [
  {
    claim:
      'POST https://queue.fal.run/{model}?fal_webhook=…, input at the top level of the body; answers request_id, status_url, response_url, cancel_url',
    basis: 'source_code',
    source: client,
  },
  {
    claim: 'Authorization: Key',
    basis: 'documentation',
    source: 'fal.ai/docs/api-reference/inference-api',
  },
  {
    claim:
      'Status, result and cancel addresses name owner and application only; 202 while it waits or runs, 200 when complete',
    basis: 'documentation',
    source: 'fal.ai/docs/api-reference/inference-api',
  },
  {
    claim: 'IN_QUEUE, IN_PROGRESS, COMPLETED; COMPLETED may carry error and error_type',
    basis: 'source_code',
    source: python,
  },
  {
    claim: 'COMPLETED is not success; a 5xx of the result address may pass by itself',
    basis: 'third_party',
    source: 'TanStack/ai#396; openstory-so/openstory#1505',
  },
  {
    claim:
      'Errors of models: detail[] with loc, msg, type and X-Fal-Retryable; errors of the platform: detail and error_type, also in X-Fal-Error-Type',
    basis: 'documentation',
    source: 'fal.ai/docs/documentation/model-apis/errors and …/request-errors',
  },
  {
    claim:
      'The thirteen values of error_type with their statuses, client_cancelled (499) among them',
    basis: 'third_party',
    source: 'transcriptions of the page on request errors in public repositories, 2026',
  },
  {
    claim:
      'x-fal-no-retry is not sent: fal repeats only what its machinery failed at, under the same request id, and does not charge for server errors, so that repeating costs nothing',
    basis: 'documentation',
    source: 'fal.ai/docs/documentation/model-apis/inference/reliability',
  },
  {
    claim: 'Failures that end in 5xx are not charged; nothing is said of 4xx',
    basis: 'documentation',
    source: 'fal.ai/docs/documentation/model-apis/inference/reliability',
  },
  {
    claim:
      'An account without balance gets 403 "User is locked. Reason: Exhausted balance" or TOP_UP',
    basis: 'third_party',
    source: 'fal-ai/fal#1147, #1163; awsl-project/maxx#843',
  },
  {
    claim:
      'PUT cancel: out of the queue, or a signal to the runner; answers OK, CANCELLATION_REQUESTED, ALREADY_COMPLETED or NOT_FOUND',
    basis: 'documentation',
    source: 'fal.ai/docs/inference-api/queue/cancel',
  },
  {
    claim:
      'What the status address answers for a request that was taken out of the queue: taken as not found (404), or complete with client_cancelled',
    basis: 'unverified',
    source: 'nothing found',
  },
  {
    claim:
      'Callbacks: request_id, status OK or ERROR, payload, error; signed with Ed25519 over request id, user id, timestamp and SHA-256 of the body; keys cached for at most 24 hours, 300 seconds of tolerance',
    basis: 'documentation',
    source: 'fal.ai/docs/model-apis/webhooks',
  },
  {
    claim:
      'Keys at rest.fal.ai/.well-known/jwks.json, formerly rest.alpha.fal.ai; signatures are lower-case hexadecimal',
    basis: 'third_party',
    source: 'verifiers in public repositories, 2025 and 2026',
  },
  {
    claim: 'No idempotency key for a submit, and no listing of requests in the queue API',
    basis: 'source_code',
    source: client,
  },
  {
    claim: 'Result files are public addresses; how long they live depends on the account',
    basis: 'documentation',
    source: 'fal.ai/docs/model-apis/data-retention',
  },
  {
    claim: 'X-Fal-Billable-Units of the result, in a unit of each model; no price in any answer',
    basis: 'third_party',
    source: 'clients in public repositories, 2026',
  },
  {
    claim: 'has_nsfw_concepts flags pictures that were blacked out; actual_prompt is the one used',
    basis: 'source_code',
    source: `${inputs}; that flagged pictures are black is recalled`,
  },
  {
    claim: 'Pictures may be given as data URLs',
    basis: 'unverified',
    source: `recalled; stated for one of the models in ${inputs}`,
  },
  {
    claim: 'Input fields, choices and defaults of every model of the catalogue',
    basis: 'source_code',
    source: inputs,
  },
  {
    claim: 'Same seed, prompt and version give the same image for FLUX schnell and FLUX 1.1 pro',
    basis: 'source_code',
    source: inputs,
  },
  {
    claim:
      'Largest sides of FLUX, most references of FLUX.2, Nano Banana and Nano Banana Pro, length of Wan turbo videos, resolution of Kling 2.5 Turbo pro, pixels of Nano Banana (Pro) by ratio',
    basis: 'unverified',
    source: "recalled from the makers' model pages",
  },
  {
    claim:
      'A status request for a request that nobody has is answered 401 for a wrong key and 404 for a good one',
    basis: 'unverified',
    source: 'nothing found; the documentation says that public models may be called without a key',
  },
];
