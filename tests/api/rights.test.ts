import { api } from '../../plugins/asset-provenance/shared';
import type { Page, RightsRecord, TaskDetail } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, finalLaunch, make, ok } from '../support/story';

describe('rights records', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  let picture: { documentId: string };

  beforeAll(async () => {
    const made = await make(all.editor);
    picture = { documentId: made.output.fileDocumentId ?? '' };
  });

  const record = (more: Record<string, unknown> = {}) =>
    all.editor.api.post<RightsRecord>(api.rightsRecords, {
      fileDocumentId: picture.documentId,
      kind: 'licence',
      holder: 'Studio Li',
      scope: 'All web use',
      ...more,
    });
  const launchWith = (rightsRecordId: string, fileDocumentId = picture.documentId) =>
    all.editor.api.post<{ task: TaskDetail }>(
      api.tasks,
      finalLaunch({
        parameters: {
          inputType: 'image_to_image',
          references: [{ fileDocumentId, role: 'subject', rightsRecordId }],
        },
      })
    );

  it('authorise a reference', async () => {
    const answer = await record();
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      holder: 'Studio Li',
      isValid: true,
      statedBy: { name: all.editor.name },
    });
    const { data } = await all.editor.api.get<Page<RightsRecord>>(api.rightsRecords, {
      fileDocumentId: picture.documentId,
    });
    expect(data.results[0]?.rightsRecordId).toBe(answer.data.rightsRecordId);
    expect((await launchWith(answer.data.rightsRecordId)).status).toBe(201);
  });

  it('must be there, belong to the picture, and hold today', async () => {
    const expired = ok(await record({ validUntil: dayFromNow(-1) }), 'Record');
    expect(expired.isValid).toBe(false);
    const other = (await make(all.editor)).output.fileDocumentId ?? '';
    const valid = ok(await record({ validUntil: dayFromNow(0) }), 'Record');
    const wrong = [
      await launchWith('nothere'),
      await launchWith(expired.rightsRecordId),
      await launchWith(valid.rightsRecordId, other),
    ];
    for (const { status, error } of wrong) {
      expect(status).toBe(400);
      expect(error?.details.fields?.[0]?.path).toBe('parameters.references.0.rightsRecordId');
    }
    expect((await launchWith(valid.rightsRecordId)).status).toBe(201);
  });

  it('name files that are there', async () => {
    expect((await record({ fileDocumentId: 'nothere' })).status).toBe(404);
    const evidence = await record({ evidenceFileDocumentId: 'nothere' });
    expect(evidence.error?.details.fields?.[0]?.path).toBe('evidenceFileDocumentId');
    expect((await record({ holder: ' ' })).status).toBe(400);
  });
});
