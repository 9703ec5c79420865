import { existsSync, readFileSync } from 'node:fs';
import { api } from '../../plugins/asset-provenance/shared';
import type { RevisionNote, SettingsStatus } from '../../plugins/asset-provenance/shared';
import type { Answer } from '../support/http';
import { ordinaryTexts } from '../support/ordinary-texts';
import type { People } from '../support/people';
import { planted, plantedForRules, privatePlaces } from '../support/planted-secrets';
import { people, sharedServer } from '../support/shared-server';
import { approval, finalLaunch, make, ok } from '../support/story';
import type { Made } from '../support/story';
import { imageLaunch } from '../support/tasks';

jest.setTimeout(180_000);

const secrets = [...Object.values(planted).flat(), ...Object.values(plantedForRules)];
/** Those that fit into every field. */
const short = secrets.filter((secret) => secret.length < 100 && !secret.includes('\n'));
const SHA = 'a'.repeat(64);

describe('what people type', () => {
  let all: People;
  let draft: Made;
  const sent: string[] = [];

  beforeAll(async () => {
    all = await people();
    draft = await make(all.editor, { stage: 'draft', finalReason: null });
    ok(await all.editor.api.post(api.choose(draft.output.outputId), { isChosen: true }), 'Choose');
  });

  const refusedSoFar = async () =>
    ok(await all.superAdmin.api.get<SettingsStatus>(api.settings), 'Settings').refusedSecrets;

  const launch = (changes: Parameters<typeof imageLaunch>[0]) =>
    all.editor.api.post(api.tasks, imageLaunch(changes));
  const rights = (more: object) =>
    all.editor.api.post(api.rightsRecords, {
      fileDocumentId: 'nothere',
      kind: 'licence',
      holder: 'Studio Li',
      scope: 'All web use',
      ...more,
    });
  const submission = (more: object) =>
    all.editor.api.post(api.submitForReview('nothere'), { alternativeText: 'A bag.', ...more });
  const verdict = (more: object) =>
    all.contentManager.api.post(api.verdicts('nothere'), { storedSha256: SHA, ...more });
  const noteBody = {
    reason: 'The colour was wrong',
    questionSource: 'Ticket 4711',
    approvingOwner: 'Mei Lin',
  };
  const note = (more: object) =>
    all.auditor.api.post<RevisionNote>(api.revisionNotes, {
      target: { type: 'task', id: draft.task.taskId },
      ...noteBody,
      ...more,
    });
  const completion = (more: object) =>
    all.auditor.api.post(api.completeNote('nothere'), {
      outcome: 'confirmed',
      ...noteBody,
      ...more,
    });
  const settle = (body: object) =>
    all.contentManager.api.post(api.reconcile('nothere'), { reason: 'Seen there.', ...body });

  /** Every field of the API that takes free text: where it is, and how a text gets into it. */
  const fields: [string, string, (text: string) => Promise<Answer<unknown>>][] = [
    ['launch', 'parameters.prompt', (prompt) => launch({ parameters: { prompt } })],
    [
      'launch',
      'parameters.negativePrompt',
      (text) => launch({ parameters: { negativePrompt: text } }),
    ],
    ['launch', 'parameters.extras.style', (style) => launch({ extras: { style } })],
    ['launch', 'brand', (brand) => launch({ brand })],
    ['launch', 'series', (series) => launch({ series })],
    ['launch', 'subject', (subject) => launch({ subject })],
    ['launch', 'repeatReason', (repeatReason) => launch({ repeatReason })],
    ['launch', 'idempotencyKey', (idempotencyKey) => launch({ idempotencyKey })],
    [
      'final',
      'finalReason',
      (finalReason) => all.editor.api.post(api.tasks, finalLaunch({ finalReason })),
    ],
    [
      'promote',
      'repeatReason',
      (repeatReason) => all.editor.api.post(api.promote(draft.output.outputId), { repeatReason }),
    ],
    ['rights record', 'holder', (holder) => rights({ holder })],
    ['rights record', 'scope', (scope) => rights({ scope })],
    ['submission', 'alternativeText', (alternativeText) => submission({ alternativeText })],
    ['submission', 'note', (text) => submission({ note: text })],
    ['approval', 'reason', (reason) => verdict({ ...approval(), reason })],
    ['approval', 'alternativeText', (text) => verdict({ ...approval(), alternativeText: text })],
    ['approval', 'limits.licence', (licence) => verdict(approval({ licence }))],
    ['approval', 'limits.creditLine', (creditLine) => verdict(approval({ creditLine }))],
    [
      'approval',
      'limits.channels.0',
      (text) => verdict(approval({ channels: [text.slice(0, 60)] })),
    ],
    ['approval', 'limits.regions.0', (text) => verdict(approval({ regions: [text.slice(0, 60)] }))],
    ['rejection', 'reason', (reason) => verdict({ verdict: 'rejected', reason })],
    ['regeneration', 'reason', (reason) => verdict({ verdict: 'regenerate', reason })],
    [
      'revocation',
      'reason',
      (reason) => all.contentManager.api.post(api.revoke('nothere'), { reason }),
    ],
    ['revision note', 'reason', (reason) => note({ reason })],
    ['revision note', 'questionSource', (questionSource) => note({ questionSource })],
    ['revision note', 'approvingOwner', (approvingOwner) => note({ approvingOwner })],
    ['completion', 'reason', (reason) => completion({ reason })],
    ['completion', 'questionSource', (questionSource) => completion({ questionSource })],
    ['completion', 'approvingOwner', (approvingOwner) => completion({ approvingOwner })],
    [
      'settling',
      'providerTaskId',
      (providerTaskId) => settle({ decision: 'adopt', providerTaskId }),
    ],
    ['settling', 'reason', (reason) => settle({ decision: 'send_again', reason })],
    ['giving up', 'reason', (reason) => settle({ decision: 'failed', reason })],
  ];

  const expectRefused = (
    answer: Answer<unknown>,
    { field, text, code }: { field: string; text: string; code: string }
  ) => {
    sent.push(text);
    expect([answer.status, answer.error?.details.code]).toEqual([400, code]);
    expect(answer.error?.details.fields?.map(({ path }) => path)).toEqual([field]);
    expect(answer.error?.details.next).toMatchObject({
      en: expect.any(String),
      zh: expect.any(String),
    });
    expect(JSON.stringify(answer.body)).not.toContain(text);
  };

  it.each(fields)('%s: a key or a private address in %s is refused', async (_act, field, send) => {
    const at = fields.findIndex((each) => each[2] === send);
    const before = await refusedSoFar();
    // Words of 60 characters are the shortest limit of a field: these keys fit into it.
    const keys = short.filter((secret) => secret.length <= 58);
    for (const step of [0, 7]) {
      const text = keys[(at + step) % keys.length] ?? '';
      expectRefused(await send(text), { field, text, code: 'secret_refused' });
    }
    const place = privatePlaces[at % privatePlaces.length] ?? '';
    expectRefused(await send(place), { field, text: place, code: 'private_address_refused' });
    expect((await refusedSoFar()) - before).toBe(3);
  });

  it('every one of the planted secrets is refused, in a prompt and in a note', async () => {
    for (const text of secrets) {
      const prompt = `A canvas bag 帆布包 ${text}`;
      expectRefused(await launch({ parameters: { prompt } }), {
        field: 'parameters.prompt',
        text,
        code: 'secret_refused',
      });
      expectRefused(await note({ reason: text }), {
        field: 'reason',
        text,
        code: 'secret_refused',
      });
    }
  });

  it('no refused text is kept or logged', () => {
    const { logs, databaseFile } = sharedServer();
    const keys = sent.filter((text) => secrets.includes(text));
    expect(keys.length).toBeGreaterThan(100);
    const log = logs();
    expect(keys.filter((text) => log.includes(text))).toEqual([]);
    const files = databaseFile ? [databaseFile, `${databaseFile}-wal`] : [];
    for (const file of files.filter((each) => existsSync(each))) {
      const bytes = readFileSync(file);
      expect(keys.filter((text) => bytes.includes(text))).toEqual([]);
    }
  });

  it('ordinary texts pass, and are kept as they were typed', async () => {
    const before = await refusedSoFar();
    const refused: string[] = [];
    for (const reason of ordinaryTexts) {
      const answer = await note({ reason });
      if (answer.status !== 201 || answer.data.reason !== reason.trim()) refused.push(reason);
    }
    expect(refused).toEqual([]);
    expect(await refusedSoFar()).toBe(before);
  });

  it('an address that is asked for as one may be private and hold a token', async () => {
    const answer = await launch({
      callbackUrl:
        'https://hooks.example.com/callbacks/Ab3dEf6hIj9kLmNoPqRsTuVw?token=Ab3dEf6hIj9k',
    });
    expect(answer.status).toBe(201);
  });
});
