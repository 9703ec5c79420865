import type { Evidence } from '../contract';

const SPECIFICATION = 'openai/openai-openapi@f85dbe22 openapi.json 2.3.0';
const GUIDE = 'OpenAI image generation guide (developers.openai.com), copy of 2026';

export const openaiImagesEvidence: Evidence[] = [
  {
    claim:
      'POST /v1/images/generations (JSON) and /v1/images/edits (multipart, image[] and mask); n from 1 to 10',
    basis: 'specification',
    source: SPECIFICATION,
  },
  { claim: 'Authorization: Bearer', basis: 'specification', source: SPECIFICATION },
  {
    claim:
      'Synchronous; pictures as b64_json, usage in tokens; no job, no listing, no cancel, no callback, no seed',
    basis: 'specification',
    source: SPECIFICATION,
  },
  {
    claim:
      'Models gpt-image-2, gpt-image-1.5, gpt-image-1, gpt-image-1-mini; sizes and limits of gpt-image-2; input_fidelity not for gpt-image-2 and gpt-image-1-mini',
    basis: 'documentation',
    source: `${GUIDE}; ${SPECIFICATION}`,
  },
  {
    claim:
      'Refused by moderation: 400, type image_generation_user_error, code moderation_blocked, moderation_details with stage and categories',
    basis: 'documentation',
    source: GUIDE,
  },
  {
    claim: 'insufficient_quota comes as 429 like a rate limit, and means credit',
    basis: 'third_party',
    source: 'Answers quoted in public code; the guide refers to the error codes page for quota',
  },
  {
    claim: 'billing_hard_limit_reached comes as 400, and means credit',
    basis: 'third_party',
    source: 'dfinke/PowerShellAI issue 127, an answer quoted in full',
  },
  {
    claim: 'A 4xx is not billed; a picture blocked at the output stage may be',
    basis: 'unverified',
    source: 'No statement found',
  },
  {
    claim: 'No idempotency key: a request whose answer is lost cannot be looked up',
    basis: 'specification',
    source: `${SPECIFICATION} names none`,
  },
  {
    claim: 'revised_prompt is documented for dall-e-3 only; it is read where it is given',
    basis: 'specification',
    source: SPECIFICATION,
  },
  {
    claim: 'The answer names no price; cost is null and usage carries the tokens',
    basis: 'specification',
    source: SPECIFICATION,
  },
];
