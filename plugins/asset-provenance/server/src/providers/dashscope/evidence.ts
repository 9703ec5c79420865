import type { Evidence } from '../contract';

const SDK = 'dashscope/dashscope-sdk-python@c0d7a0b, dashscope';
const TASKS = 'help.aliyun.com/zh/model-studio/manage-asynchronous-tasks';
const T2V = 'help.aliyun.com/zh/model-studio/legacy-wan-text-to-video-api-reference';
const I2V = 'help.aliyun.com/zh/model-studio/legacy-image-to-video-api-reference';
const T2I = 'help.aliyun.com/zh/model-studio/text-to-image-v2-api-reference';
const ERRORS = 'help.aliyun.com/zh/model-studio/error-code';

/** Nothing here was run against the live service. */
export const dashscopeEvidence: Evidence[] = [
  {
    claim: 'Videos: POST …/video-generation/video-synthesis with X-DashScope-Async: enable',
    basis: 'documentation',
    source: `${T2V}; ${I2V}`,
  },
  {
    claim:
      'Images up to Wan 2.5 and Qwen: POST …/text2image/image-synthesis; Wan 2.6: POST …/image-generation/generation with messages',
    basis: 'documentation',
    source: T2I,
  },
  {
    claim: 'Wan 2.2 from first and last frame: POST …/image2video/video-synthesis',
    basis: 'source_code',
    source: `${SDK}/aigc/video_synthesis.py; the example of ${TASKS}`,
  },
  {
    claim: 'Wan 2.7: frames in input.media[]; resolution and ratio instead of a size',
    basis: 'third_party',
    source:
      'public clients of alibabacloud.com/help/en/model-studio/image-to-video-general-api-reference; the SDK knows both fields',
  },
  { claim: 'Authorization: Bearer with the API key', basis: 'documentation', source: TASKS },
  {
    claim:
      'States PENDING, RUNNING, SUCCEEDED, FAILED, CANCELED, UNKNOWN (not there, or older than 24 hours)',
    basis: 'documentation',
    source: `${TASKS}; ${T2V}`,
  },
  {
    claim:
      'A task with several results succeeds when one of them does; the others carry code and message',
    basis: 'documentation',
    source: TASKS,
  },
  {
    claim: 'Frames and pictures may be data URLs',
    basis: 'documentation',
    source: `${I2V}; help.aliyun.com/zh/model-studio/wan-image-generation-api-reference`,
  },
  {
    claim: 'Result addresses are good for 24 hours',
    basis: 'documentation',
    source: `${T2V}; ${T2I}`,
  },
  {
    claim: 'Only what was made is billed; no money is reported',
    basis: 'documentation',
    source: T2I,
  },
  {
    claim:
      'POST /api/v1/tasks/{id}/cancel works while PENDING, and is refused with UnsupportedOperation else',
    basis: 'documentation',
    source: TASKS,
  },
  {
    claim:
      'Several images of one task up to Wan 2.5 use seed, seed + 1, seed + 2 …; the same seed does not always give the same result',
    basis: 'documentation',
    source: T2I,
  },
  {
    claim:
      'Polling is advised every 10 seconds or so for images and 15 for videos, and limited to 20 queries a second an account: set pollSeconds where many jobs live at once',
    basis: 'documentation',
    source: `${T2I}; ${T2V}`,
  },
  {
    claim:
      'Codes DataInspectionFailed, Arrearage, Throttling.*, InvalidApiKey, InvalidParameter, InternalError',
    basis: 'documentation',
    source: ERRORS,
  },
  {
    claim: 'Codes AllocationQuota.FreeTierOnly and Throttling.AllocationQuota for a free quota',
    basis: 'third_party',
    source: 'public clients that map them',
  },
  {
    claim:
      'No callback a request: completion events go through a message bus that the account sets up',
    basis: 'documentation',
    source: 'help.aliyun.com/zh/model-studio/async-task-api',
  },
  {
    claim:
      'No idempotency key; the list of tasks holds model and time, nothing of ours, so a lost submit cannot be looked up',
    basis: 'documentation',
    source: TASKS,
  },
  {
    claim: 'Sizes and one picture a call of qwen-image and qwen-image-plus',
    basis: 'third_party',
    source: 'public transcriptions of help.aliyun.com/zh/model-studio/qwen-image-api',
  },
];
