import sharp from 'sharp';
import { CHECK_RESULTS, api, checkResults } from '../../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  LaunchInput,
  OutputSummary,
  Preflight,
  Reference,
  RightsRecord,
} from '../../../plugins/asset-provenance/shared';
import { accepted, expectEqual, present } from '../expect';
import type { Report } from '../report';
import type { Stage } from './stage';
import { kilobytes, launch, launchFacts, promote, receive, submit } from './tasks';
import type { Made } from './tasks';

type MediaFile = {
  id: number;
  documentId: string;
  name: string;
  width: number;
  height: number;
  size: number;
};

/** A sketch of a bag on a table; no fonts are needed. */
const SKETCH = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540">
  <rect width="960" height="540" fill="#f3e6d3"/><rect y="380" width="960" height="160" fill="#a9713c"/>
  <path d="M390 190 C390 60 570 60 570 190" fill="none" stroke="#7d1a1a" stroke-width="18"/>
  <path d="M340 180 H620 L650 440 H310 Z" fill="#c0392b"/>
</svg>`;

const PROMPT =
  'A red canvas bag on a wooden table in morning light. 晨光中的红色帆布包，放在木桌上。';

/** What the editor fills in: the same form for the first drafts and for the second attempt. */
export const pictureForm = (
  references: Reference[],
  changes: Partial<LaunchInput> = {},
  parameters: Record<string, unknown> = {}
): LaunchInput =>
  ({
    purpose: 'product_hero',
    channel: 'website',
    specification: 'hero',
    stage: 'draft',
    brand: 'Example Outdoor',
    subject: 'Canvas bag 帆布包',
    providerId: 'sandbox',
    modelId: 'sandbox-image',
    ...changes,
    parameters: {
      kind: 'image',
      inputType: references.length > 0 ? 'image_to_image' : 'text_to_image',
      prompt: PROMPT,
      negativePrompt: 'people, text 人物、文字',
      references,
      aspectRatio: '16:9',
      size: '640x360',
      quality: 'low',
      count: 4,
      // The sandbox answers at once; asked to take its time, it shows how waiting looks.
      extras: { workSeconds: 2 },
      ...parameters,
    },
  }) as LaunchInput;

const uploadReference = (report: Report, { people: { editor } }: Stage) =>
  report.step(editor.name, 'uploads a reference picture', async () => {
    const bytes = await sharp(Buffer.from(SKETCH)).png().toBuffer();
    const form = new FormData();
    form.append(
      'files',
      new Blob([new Uint8Array(bytes)], { type: 'image/png' }),
      'bag-sketch.png'
    );
    const answer = await editor.http.post('/upload', form);
    accepted(answer, 'Upload');
    const [file] = answer.body as MediaFile[];
    const { documentId, name, width, height, size } = present(file, 'uploaded file');
    return {
      value: documentId,
      facts: [`file ${documentId}`, name, `${width}×${height}`, kilobytes(size * 1000)],
    };
  });

const stateRights = (report: Report, { people: { editor }, day }: Stage, fileDocumentId: string) =>
  report.step(editor.name, 'states who allows its use', async () => {
    const right = accepted(
      await editor.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId,
        kind: 'own_work',
        holder: 'Example Outdoor, studio',
        scope: 'Product pictures of the canvas bag, all channels',
        validUntil: day(365),
      }),
      'Rights record'
    );
    expectEqual('The right holds today', right.isValid, true);
    return {
      value: right,
      facts: [
        `rights record ${right.rightsRecordId}`,
        right.kind,
        right.holder,
        `until ${right.validUntil}`,
      ],
    };
  });

export type FirstPicture = { reference: Reference; draft: OutputSummary; submitted: Made };

export const makeFirstPicture = async (report: Report, stage: Stage): Promise<FirstPicture> => {
  const { editor } = stage.people;
  report.act('A picture: reference, drafts, one chosen, a final, submitted for review');

  const fileDocumentId = await uploadReference(report, stage);
  const { rightsRecordId } = await stateRights(report, stage, fileDocumentId);
  const reference: Reference = { fileDocumentId, role: 'subject', rightsRecordId };
  const form = pictureForm([reference]);

  await report.step(editor.name, 'looks at the computed checklist', async () => {
    const { checks, outputs, jobs } = accepted(
      await editor.api.post<Preflight>(api.preflight, form),
      'Checklist'
    );
    expectEqual(
      'Nothing is missing',
      checks.filter(({ result }) => result === 'missing'),
      []
    );
    return {
      value: null,
      facts: [
        ...CHECK_RESULTS.map((result) => {
          const labels = checks
            .filter((each) => each.result === result)
            .map(({ label }) => label.en);
          return labels.length > 0
            ? `${checkResults[result].en.toLowerCase()}: ${labels.join('; ')}`
            : null;
        }),
        `${outputs} pictures in ${jobs} provider job(s)`,
      ],
    };
  });

  const launched = await report.step(editor.name, 'launches four drafts', async () => {
    const task = await launch(editor, form);
    return { value: task, facts: launchFacts(task) };
  });
  const drafts = await receive(report, editor, launched.taskId);

  await report.step(editor.name, 'sends the same form again: nothing new is made', async () => {
    const answer = await editor.api.post<LaunchAnswer>(api.tasks, form);
    const { task, isRepeat } = accepted(answer, 'Second launch');
    expectEqual(
      'It is answered with the first task',
      { status: answer.status, isRepeat, taskId: task.taskId },
      { status: 200, isRepeat: true, taskId: launched.taskId }
    );
    return {
      value: null,
      facts: [`the first task ${task.taskId} again`, `repeats ${task.repeats}`],
    };
  });

  const draft = present(drafts.outputs[1], 'second draft');
  const final = await promote(report, editor, draft);
  const submitted = await submit(report, {
    person: editor,
    task: final,
    alternativeText: 'A red bag stands on a table. 桌上放着一只红色的包。',
    note: 'For the product page in spring.',
  });
  return { reference, draft, submitted };
};
