import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  OutputSummary,
  RightsRecord,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import { sha256Of, upload } from '../support/files';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { assetRecord, finalLaunch, make, ok } from '../support/story';
import { firstOutput, launchAndSettle } from '../support/tasks';

/** From a picture to everything that was made from it. */
describe('what was made from a picture', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const makeFrom = async (fileDocumentId: string): Promise<OutputSummary> => {
    const { rightsRecordId } = ok(
      await all.editor.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId,
        kind: 'licence',
        holder: 'Studio Li',
        scope: 'All web use',
      }),
      'Rights'
    );
    const references = [{ fileDocumentId, role: 'subject', rightsRecordId }];
    return firstOutput(
      await launchAndSettle(
        all.editor,
        finalLaunch({ parameters: { inputType: 'image_to_image', references } })
      )
    );
  };
  const idsOf = (outputs: OutputSummary[]) => outputs.map(({ outputId }) => outputId);

  it('is told of a file that has no record itself', async () => {
    const bytes = await sharp({
      create: { width: 320, height: 180, channels: 3, background: '#a43' },
    })
      .jpeg({ quality: 80 + Math.floor(Math.random() * 19) })
      .toBuffer();
    const { documentId, url } = await upload(all.editor, bytes, 'sketch.jpg', 'image/jpeg');
    const trace = async (q: string) =>
      ok(await all.auditor.api.get<TraceAnswer>(api.trace, { q }), 'Trace');
    expect(await trace(url)).toMatchObject({ results: [], madeFrom: [] });
    const [first, second] = [await makeFrom(documentId), await makeFrom(documentId)];
    const answer = await trace(url);
    expect(answer.untracked.map(({ fileDocumentId }) => fileDocumentId)).toEqual([documentId]);
    expect(idsOf(answer.madeFrom)).toEqual([second.outputId, first.outputId]);
    expect((await trace(sha256Of(bytes))).madeFrom.length).toBeLessThanOrEqual(2);
  });

  it('stands in the record of a result: where it was a reference, and what was derived', async () => {
    const { output, task } = await make(all.editor);
    const using = await makeFrom(output.fileDocumentId ?? '');
    const derived = firstOutput(
      await launchAndSettle(
        all.editor,
        finalLaunch({
          derivedFrom: { taskId: task.taskId, derivation: 'variant', outputId: output.outputId },
        })
      )
    );
    const { descendants } = await assetRecord(all.auditor, output.outputId);
    expect(idsOf(descendants)).toEqual([derived.outputId, using.outputId]);
    expect((await assetRecord(all.auditor, derived.outputId)).descendants).toEqual([]);
  });
});
