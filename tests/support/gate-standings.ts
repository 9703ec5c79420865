import { api } from '../../plugins/asset-provenance/shared';
import type {
  GateObstacle,
  LibraryItem,
  Page,
  ReuseLimitsInput,
  RightsRecord,
} from '../../plugins/asset-provenance/shared';
import { CAMPAIGNS } from './entries';
import type { Entry, Uploaded } from './entries';
import type { People, Person } from './people';
import { approval, assetOf, decide, finalLaunch, ok, submit } from './story';
import type { Made } from './story';
import { launch, settled } from './tasks';
import type { Changes } from './tasks';

/** A file in one standing, and what the gate has to say of it; null: nothing. */
export type Standing = { name: string; file: Uploaded; refusedFor: GateObstacle | null };

/** A place whose day is not that of UTC now, and its day. */
export const placeOfAnotherDay = (now: Date): { zone: string; today: string } => {
  const isLate = now.getUTCHours() >= 10;
  const zone = isLate ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago';
  const shifted = new Date(now.getTime() + (isLate ? 14 : -11) * 3_600_000);
  return { zone, today: shifted.toISOString().slice(0, 10) };
};

/** For a task on a busy machine, in milliseconds. */
const PATIENCE_MS = 180_000;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const png = () =>
  new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 0])], { type: 'image/png' });

/** Outputs of one task: quicker than a task for each. */
const manyOf = async (person: Person, changes: Changes, count: number): Promise<Made[]> => {
  const { taskId } = await launch(
    person,
    finalLaunch({ ...changes, parameters: { ...changes.parameters, count } })
  );
  const task = await settled(person, taskId, PATIENCE_MS);
  if (task.outputs.length !== count) throw new Error(`Task ${taskId} is ${task.state}.`);
  return task.outputs.map((output) => ({ task, output }));
};

/** One file in each standing that the gate tells apart. `today` is the day at the site. */
export const makeStandings = async (all: People, today: string): Promise<Standing[]> => {
  const { editor, contentManager: reviewer, superAdmin } = all;
  const finals = [...(await manyOf(editor, {}, 8)), ...(await manyOf(editor, {}, 8))];
  const next = (): Made => {
    const made = finals.pop();
    if (!made) throw new Error('More finals are needed.');
    return made;
  };

  const fileOf = async ({ output }: Made): Promise<Uploaded> => {
    const page = ok(
      await editor.api.get<Page<LibraryItem>>(api.library, {
        fileDocumentId: output.fileDocumentId,
      }),
      'Library'
    );
    const { body } = await superAdmin.http.get(`/upload/files/${page.results[0]?.fileId}`);
    return body as Uploaded;
  };
  const submitted = async (made: Made) => {
    ok(await submit(editor, made), 'Submit');
    return made;
  };
  const approved = async (limits: ReuseLimitsInput = {}, made?: Made) => {
    const given = await submitted(made ?? next());
    const verdict = ok(await decide(reviewer, given, approval(limits)), 'Approve');
    return { ...given, verdict };
  };
  const standing = async (
    name: string,
    refusedFor: GateObstacle | null,
    made: Made | Promise<Made>
  ): Promise<Standing> => ({ name, refusedFor, file: await fileOf(await made) });

  const uploadedElsewhere = async (): Promise<Standing> => {
    const form = new FormData();
    form.append('files', png(), 'stranger.png');
    const [file] = (await superAdmin.http.post('/upload', form)).body as Uploaded[];
    if (!file) throw new Error('Nothing was uploaded.');
    return { name: 'untracked', refusedFor: 'origin_unknown', file };
  };
  const changed = async (): Promise<Made> => {
    const made = await approved();
    const { id } = await fileOf(made);
    const form = new FormData();
    form.append('files', png(), 'other.png');
    ok(await superAdmin.http.post(`/upload?id=${id}`, form), 'Replace');
    return made;
  };
  const rejected = async (): Promise<Made> => {
    const made = await submitted(next());
    ok(await decide(reviewer, made, { verdict: 'rejected', reason: 'No' }), 'Reject');
    return made;
  };
  const revoked = async (): Promise<Made> => {
    const made = await approved();
    const { assetId } = await assetOf(reviewer, made);
    ok(await reviewer.api.post(api.revoke(assetId), { reason: 'Over' }), 'Revoke');
    return made;
  };
  const superseded = async (): Promise<Made> => {
    const made = await approved();
    const { assetId } = await assetOf(reviewer, made);
    const { assetId: byAssetId } = await assetOf(reviewer, await approved());
    ok(
      await reviewer.api.post(api.supersede(assetId), { byAssetId, reason: 'Newer' }),
      'Supersede'
    );
    return made;
  };
  const shownOnce = async (): Promise<Made> => {
    const made = await approved({ maximumPlacements: 1 });
    const { id } = await fileOf(made);
    const entry = await superAdmin.http.post<Entry>(CAMPAIGNS, { name: 'The one', cover: id });
    const path = `${CAMPAIGNS}/${ok(entry, 'Create').documentId}/actions/publish`;
    ok(await superAdmin.http.post(path, {}), 'Publish');
    return made;
  };
  const draft = async (): Promise<Made> => {
    const [made] = await manyOf(editor, { stage: 'draft', finalReason: null }, 1);
    if (!made) throw new Error('No draft was made.');
    return made;
  };
  const withoutRights = async (): Promise<Made> => {
    const { fileDocumentId } = next().output;
    const record = ok(
      await editor.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId,
        kind: 'licence',
        holder: 'Studio Li',
        scope: 'All',
      }),
      'Rights'
    );
    const { rightsRecordId } = record;
    const references = [{ fileDocumentId, role: 'subject', rightsRecordId }];
    const parameters = { inputType: 'image_to_image', references };
    const [derived] = await manyOf(editor, { parameters }, 1);
    const made = await approved({}, derived);
    ok(await editor.api.post(api.withdrawRights(rightsRecordId), { reason: 'Asked' }), 'Withdraw');
    return made;
  };

  return Promise.all([
    standing('approved', null, approved()),
    standing('unsubmitted', 'not_approved', next()),
    standing('pending', 'not_approved', submitted(next())),
    standing('rejected', 'not_approved', rejected()),
    standing('expired', 'expired', approved({ validUntil: dayAfter(today, -1) })),
    standing('revoked', 'revoked', revoked()),
    standing('superseded', 'superseded', superseded()),
    standing('changed', 'changed', changed()),
    uploadedElsewhere(),
    standing('a draft', 'draft_stage', draft()),
    standing('for another channel', 'wrong_channel', approved({ channels: ['print'] })),
    standing('for another region', 'wrong_region', approved({ regions: ['DE', 'US'] })),
    standing('not yet valid', 'not_yet_valid', approved({ validFrom: dayAfter(today, 1) })),
    standing(
      'on its last day at the site',
      null,
      approved({ validFrom: today, validUntil: today })
    ),
    standing('shown as often as it may be', 'too_many_placements', shownOnce()),
    standing('not for public use', 'not_public', approved({ isPublicUseAllowed: false })),
    standing('without the rights of a reference', 'rights_withdrawn', withoutRights()),
  ]);
};
