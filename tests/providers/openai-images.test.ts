import { OPENAI_KEY, createOpenaiImagesFake } from '../fakes/openai-images';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';

const refused = (scenario: string, failure: Row['expect']['failure'], posts = 0): Row => ({
  name: `ends as refused: ${scenario}`,
  scenario,
  kind: 'image',
  expect: { state: 'failed', failure: { phase: 'submit', ...failure }, posts },
});

/** Sent, and no answer that can be read: whether it was taken is not known. */
const lost = (scenario: string): Row => ({
  name: `is left to be checked after ${scenario}, and not sent again`,
  scenario,
  kind: 'image',
  expect: { state: 'submit_unknown', posts: 1 },
});

const rows: Row[] = [
  {
    name: 'stores a picture that comes with the answer',
    kind: 'image',
    expect: { state: 'downloadable' },
    also: (task) => {
      expect(task.jobs[0]).toMatchObject({
        providerTaskId: expect.stringMatching(/^req_/) as string,
      });
    },
  },
  {
    name: 'stores several pictures of one job',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', outputs: 3, jobs: 1 },
  },
  {
    name: 'splits a larger task into several jobs',
    kind: 'image',
    changes: { parameters: { count: 6 } },
    expect: { state: 'downloadable', outputs: 6, jobs: 2, posts: 2 },
  },
  {
    name: 'keeps what came when one picture is missing',
    scenario: 'partial',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', outputs: 2, jobs: 1 },
  },
  refused('moderation', {
    class: 'moderation',
    billed: 'no',
    providerCode: 'moderation_blocked',
    httpStatus: 400,
  }),
  refused('moderation_output', { class: 'moderation', billed: 'unknown' }),
  refused('credit', { class: 'credit', billed: 'no', httpStatus: 429 }),
  refused('credit_limit', { class: 'credit', billed: 'no' }),
  refused('rate', { class: 'queue', billed: 'no', httpStatus: 429, retryAfter: 20 }),
  refused('not_verified', { class: 'authentication', billed: 'no' }),
  refused('invalid', { class: 'invalid_parameters', billed: 'no' }),
  refused('submit:429', { class: 'queue', billed: 'no' }),
  refused('no_results', { class: 'upstream', billed: 'unknown' }, 1),
  lost('submit:lost'),
  lost('submit:reset'),
  lost('submit:hang'),
  lost('submit:half'),
  lost('submit:not_json'),
  lost('submit:empty'),
  lost('submit:500'),
  lost('submit:503'),
  lost('submit:html'),
  lost('submit:redirect_private'),
];

providerSuite({
  title: 'OpenAI Images',
  providerId: 'openai',
  createFake: createOpenaiImagesFake,
  env: ({ url }) => ({ OPENAI_API_KEY: OPENAI_KEY, OPENAI_BASE_URL: url }),
  image: {
    modelId: 'gpt-image-2',
    parameters: { aspectRatio: '1:1', size: '1024x1024', quality: 'low', extras: {} },
  },
  rows,
});
