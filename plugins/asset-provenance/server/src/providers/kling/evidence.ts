import type { Evidence } from '../contract';

const callbacks = 'klingai.com/document-api/api/get-started/callbacks (published copy, 2026)';
const images = 'klingai.com/document-api/api/image/2-1/image-generation (published copy, 2026)';
const transcript = 'inference-sh/grid@api/klingai/docs (transcription of the API reference)';
const comfy =
  'Comfy-Org/ComfyUI@comfy_api_nodes/apis/__init__.py (models generated from an API document)';

/** What each claim rests on. Nothing was run against the live service. */
export const evidence: Evidence[] = [
  {
    claim:
      'POST and GET /v1/images/generations: fields, states, answers, external_task_id unique in the account and usable in the GET',
    basis: 'documentation',
    source: images,
  },
  {
    claim:
      'POST and GET /v1/videos/text2video and image2video: fields and answers. Kling now documents 2.5 and later at addresses that name the model; these older ones serve models named in model_name, up to 3.0 Omni',
    basis: 'third_party',
    source: `${transcript}; field names also in ${comfy}`,
  },
  {
    claim: 'kling-v3 is taken by /v1/videos/text2video and image2video, 3 to 15 seconds',
    basis: 'third_party',
    source: 'public clients that name it (2026); no official page of the older form was found',
  },
  {
    claim: 'What 2.5 Turbo and 2.6 do at which resolution, with sound and with a last frame',
    basis: 'documentation',
    source: 'klingai.com/document-api/guides/capability-map/video (published copy, 2026-05)',
  },
  {
    claim:
      'Authorisation: HS256 token of access key and secret key (exp +1800 s, nbf −5 s), or a plain API key',
    basis: 'documentation',
    source: `${images} (API key); WHQ25/rawgenai@docs/research/kling/common-info.md (token)`,
  },
  {
    claim:
      'Error codes 1000–1304 and 5000–5002 and their HTTP statuses; 1304 is the list of allowed addresses',
    basis: 'third_party',
    source: `WHQ25/rawgenai@docs/research/kling/common-info.md; codes also in ${comfy}`,
  },
  {
    claim:
      'A failed task carries a sentence only; moderation reads "Failure to pass the risk control system"',
    basis: 'third_party',
    source: 'public clients and reports that quote it',
  },
  {
    claim:
      'Reports are signed by Standard Webhooks where the account has a webhook secret, unsigned otherwise',
    basis: 'documentation',
    source: `${callbacks}, with a test vector`,
  },
  { claim: 'Results are cleared after 30 days', basis: 'documentation', source: images },
  {
    claim: 'final_unit_deduction is the number of units deducted, as a decimal in a text',
    basis: 'documentation',
    source: images,
  },
  {
    claim:
      'Signs of camera_control: pan is up and down, tilt left and right, a negative zoom narrows the view; only kling-v1, 5 seconds, 720p',
    basis: 'third_party',
    source: `${comfy}; ${transcript} (which models)`,
  },
  {
    claim: 'GET /account/costs is free of charge and lists resource packs',
    basis: 'documentation',
    source: 'klingai.com/document-api/api/assets/account-usage (published copy, 2026)',
  },
  {
    claim: 'There is no way to cancel a task',
    basis: 'documentation',
    source: `none in ${images}`,
  },
  {
    claim: 'How soon a new task is found by external_task_id; therefore "not found" proves nothing',
    basis: 'unverified',
    source: 'no statement found',
  },
  {
    claim: 'A second task with the same external_task_id is refused with 1200 or 1201',
    basis: 'unverified',
    source: 'follows from "must be unique"; the answer itself was not found',
  },
  {
    claim: 'Pixels of 1k and 2k at each ratio; whether failed tasks are charged',
    basis: 'unverified',
    source: 'no statement found',
  },
];
