import type { Evidence } from '../contract';

const specification =
  'api.replicate.com/openapi.json 1.0.0-a1 (copy: tryAGI/Replicate@src/libs/Replicate/openapi.json)';
const sdk = 'replicate/replicate-javascript@index.d.ts, lib/, index.test.ts (2fd6f39)';
const nodes =
  'nodetool-ai/nodetool-replicate@src/nodetool/nodes/replicate (generated from the schemas that Replicate publishes, d21aa02)';

/** What each claim rests on. Nothing was run against the live service. */
export const replicateEvidence: Evidence[] = [
  {
    claim:
      'POST /v1/models/{owner}/{name}/predictions for official models, POST /v1/predictions with a version for others; only input, webhook, webhook_events_filter and stream are taken',
    basis: 'specification',
    source: specification,
  },
  { claim: 'Authorization: Bearer', basis: 'specification', source: specification },
  {
    claim: 'States starting, processing, succeeded, failed, canceled, aborted',
    basis: 'specification',
    source: specification,
  },
  {
    claim:
      'canceled: stopped by the user, or the deadline came while it ran; aborted: the deadline came before it ran, and it is not charged',
    basis: 'documentation',
    source:
      'replicate.com/docs/topics/predictions/lifecycle and replicate.com/changelog/2025-10-16-prediction-deadlines',
  },
  {
    claim:
      'Cancel-After is not sent: it would charge for a job that is stopped while it runs, and a late result is adopted anyway. A prediction ends by itself after 30 minutes of work',
    basis: 'documentation',
    source:
      'replicate.com/changelog/2025-10-16-prediction-deadlines and replicate.com/docs/topics/predictions/lifecycle',
  },
  {
    claim: 'Input, output and logs are removed one hour after the end (data_removed, output null)',
    basis: 'specification',
    source: specification,
  },
  {
    claim:
      'Whether result files need the token: the specification says so; the files are served by replicate.delivery, to which no token is sent here',
    basis: 'unverified',
    source: specification,
  },
  {
    claim: 'POST /v1/predictions/{id}/cancel',
    basis: 'specification',
    source: specification,
  },
  {
    claim:
      'webhook per request, body is the prediction, redirects are not followed, repeated on network problems; signed by Standard Webhooks with the key of GET /v1/webhooks/default/secret',
    basis: 'specification',
    source: `${specification}; replicate.com/docs/topics/webhooks/verify-webhook`,
  },
  {
    claim:
      'A lost submit is found by its webhook address in GET /v1/predictions (created_after, 100 a page, newest first). That listed predictions carry the address is in the types of the SDK, not in the specification',
    basis: 'source_code',
    source: sdk,
  },
  {
    claim: 'No idempotency key for a submit',
    basis: 'specification',
    source: specification,
  },
  {
    claim: 'metrics.predict_time and total_time in seconds; no price in any answer',
    basis: 'specification',
    source: specification,
  },
  {
    claim: 'The seed that was used stands in the log of models built with Cog: "Using seed: 1234"',
    basis: 'source_code',
    source: `replicate/cog-flux@predict.py; ${sdk}`,
  },
  {
    claim: '402 with title "Insufficient credit"; 429 "Request was throttled"; 422 with a detail',
    basis: 'third_party',
    source: 'answers recorded in public repositories, 2025 and 2026',
  },
  {
    claim: 'Codes E#### in the text of a failure, such as E1001 and E6716',
    basis: 'documentation',
    source: 'replicate.com/docs/reference/error-codes',
  },
  {
    claim:
      'Wording of refused content: "flagged as sensitive … (E005)", "NSFW content detected", "All generated images contained NSFW content"',
    basis: 'third_party',
    source: 'replicate/cog-flux@predict.py; messages quoted in public repositories',
  },
  {
    claim: 'Whether a failed prediction is billed',
    basis: 'unverified',
    source: 'nothing found for official models',
  },
  {
    claim:
      'Data URLs for pictures up to 256 KB, files of POST /v1/files (field "content", address in urls.get) beyond that',
    basis: 'specification',
    source: `${specification}; ${sdk}`,
  },
  {
    claim:
      'Input fields, choices and limits of flux-schnell, flux-2-pro, flux-kontext-pro, imagen-4-fast, nano-banana, seedream-4, wan-2.2-t2v-fast, wan-2.2-i2v-fast, veo-3.1-fast and hailuo-02',
    basis: 'third_party',
    source: nodes,
  },
  {
    claim: 'Input fields of flux-1.1-pro, seedream-4, seedance-1-pro and wan-2.2-t2v-fast',
    basis: 'documentation',
    source: 'replicate.com/{owner}/{name}/versions/{version}/api',
  },
  {
    claim:
      'Choices of aspect_ratio and resolution of seedance-1-pro (720p left out), first_frame_image of hailuo-02, and that flux-1.1-pro takes aspect_ratio "custom" with these sides',
    basis: 'unverified',
    source: 'the pages name the fields and not every choice',
  },
  {
    claim: 'Input fields of kling-v2.5-turbo-pro',
    basis: 'third_party',
    source: 'Volpestyle/llmhub@docs/models/replicate (copy of the page of the model)',
  },
  {
    claim: 'Pixels of FLUX schnell by ratio',
    basis: 'source_code',
    source: 'replicate/cog-flux@predict.py; a quarter of a megapixel taken as half of each side',
  },
  {
    claim: 'Pixels of FLUX Kontext by ratio',
    basis: 'source_code',
    source: 'list of preferred resolutions in diffusers, made for Kontext dev',
  },
  {
    claim: 'Pixels of Imagen 4 and Nano Banana by ratio',
    basis: 'unverified',
    source: "recalled from Google's model pages",
  },
];
