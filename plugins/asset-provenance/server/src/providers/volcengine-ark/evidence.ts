import type { Evidence } from '../contract';

const SDK = 'volcengine/volcengine-python-sdk@b5be43b, volcenginesdkarkruntime';
const VIDEO = 'volcengine.com/docs/82379/1520757 and 1521309 (as mirrored publicly, 2026)';
const IMAGE = 'volcengine.com/docs/82379/1541523 (as mirrored publicly, 2026)';
const ERRORS = 'volcengine.com/docs/82379/1299023 (as mirrored publicly, 2026)';

/** Nothing here was run against the live service. */
export const arkEvidence: Evidence[] = [
  {
    claim: 'Pictures come with the answer to POST /api/v3/images/generations; there is no id',
    basis: 'source_code',
    source: `${SDK}/resources/images/images.py; ${IMAGE}`,
  },
  {
    claim: 'Videos: POST, GET and DELETE below /api/v3/contents/generations/tasks',
    basis: 'source_code',
    source: `${SDK}/resources/content_generation/tasks.py; ${VIDEO}`,
  },
  { claim: 'Authorization: Bearer with the API key', basis: 'documentation', source: VIDEO },
  {
    claim: 'States queued, running, succeeded, failed, cancelled, expired',
    basis: 'documentation',
    source: VIDEO,
  },
  {
    claim: 'Pictures as data URLs; frames and reference pictures do not go together',
    basis: 'documentation',
    source: VIDEO,
  },
  {
    claim:
      'A set of pictures (sequential_image_generation) is capped by max_images; the prompt decides how many come',
    basis: 'documentation',
    source: IMAGE,
  },
  {
    claim: 'Result addresses are good for 24 hours; task records are kept for 7 days',
    basis: 'documentation',
    source: `${VIDEO}; ${IMAGE}`,
  },
  {
    claim: 'Only pictures and videos that were made are billed; no money is reported, only tokens',
    basis: 'documentation',
    source: `volcengine.com/docs/82379/1544106 (as mirrored publicly, 2026); ${IMAGE}`,
  },
  {
    claim:
      'DELETE cancels a queued task, is refused for a running one and erases the record of a finished one',
    basis: 'documentation',
    source: 'volcengine.com/docs/82379/1521720 (as mirrored publicly, 2026)',
  },
  { claim: 'Error codes and their HTTP statuses', basis: 'documentation', source: ERRORS },
  {
    claim:
      'QuotaExceeded (429) is both a full queue and a quota that is used up; the message tells which',
    basis: 'documentation',
    source: ERRORS,
  },
  {
    claim:
      'Callbacks have the body of the query; no signature is documented, so they are a hint only',
    basis: 'documentation',
    source: VIDEO,
  },
  {
    claim:
      'No idempotency key; the list of tasks holds no prompt and nothing of ours, so a lost submit cannot be looked up',
    basis: 'documentation',
    source: 'volcengine.com/docs/82379/1521675 (as mirrored publicly, 2026)',
  },
  {
    claim:
      'The seed is documented for the 1.x series only; same seed gives similar, not the same videos',
    basis: 'documentation',
    source: VIDEO,
  },
  {
    claim: 'Sizes, ratios, durations and input limits of each model',
    basis: 'documentation',
    source: `${VIDEO}; ${IMAGE}`,
  },
  {
    claim: 'Sizes of Seedream 5.0 pro, and that it accepts no field for sets',
    basis: 'third_party',
    source: 'public transcriptions of volcengine.com/docs/82379/1541523',
  },
  {
    claim: 'A task that is not known is answered with 404',
    basis: 'unverified',
    source: 'follows from the code NotFound.* of the list of errors',
  },
];
