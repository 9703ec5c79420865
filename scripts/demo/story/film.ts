import type { LaunchInput } from '../../../plugins/asset-provenance/shared';
import { until } from '../../../tests/support/wait';
import { expectEqual, expectThat, present } from '../expect';
import type { Report } from '../report';
import { publishFilm } from './publishing';
import type { Article } from './publishing';
import { startReceiver } from './receiver';
import type { Receiver } from './receiver';
import { approve } from './review';
import type { Approved } from './review';
import type { Stage } from './stage';
import { launch, launchFacts, promote, receive, submit } from './tasks';

const form = {
  purpose: 'product_hero',
  channel: 'website',
  specification: 'film',
  stage: 'draft',
  brand: 'Example Outdoor',
  subject: 'Canvas bag 帆布包',
  providerId: 'sandbox',
  modelId: 'sandbox-video',
  parameters: {
    kind: 'video',
    inputType: 'text_to_video',
    prompt: 'The camera moves slowly along a red canvas bag. 镜头缓缓掠过红色帆布包。',
    aspectRatio: '16:9',
    resolution: '240p',
    durationSeconds: 2,
    frameRate: 12,
    cameraMotion: 'pan_left',
    audio: false,
  },
} satisfies LaunchInput;

/** What the outside system got about one task: every change in order, signed, and no prompt. */
const wasTold = (report: Report, { told }: Receiver, taskId: string) =>
  report.step('Asset system', 'was told of every change of the final, signed', async () => {
    const last = `task.downloadable`;
    await until(() => told.some((each) => each.taskId === taskId && each.type === last), {
      what: `${last} of ${taskId} to arrive`,
    });
    const mine = told.filter((each) => each.taskId === taskId);
    expectEqual('The last of them', mine.at(-1)?.type, last);
    expectThat(
      'Every callback is signed',
      mine.every(({ isSigned }) => isSigned),
      mine
    );
    expectThat(
      'No callback holds the prompt',
      mine.every(({ body }) => !body.includes('canvas bag')),
      mine
    );
    return { value: mine, facts: [mine.map(({ type }) => type).join(' → '), 'signatures hold'] };
  });

/** The same way once more, shorter, for a video. */
export const makeFilm = async (
  report: Report,
  stage: Stage,
  article: Article
): Promise<Approved> => {
  const { editor } = stage.people;
  report.act('A film: draft, chosen, final, approved, published');

  const outside = await startReceiver();
  const launched = await report.step(
    editor.name,
    'launches a draft of a film and says whom to tell',
    async () => {
      const task = await launch(editor, { ...form, callbackUrl: outside.url });
      return { value: task, facts: launchFacts(task) };
    }
  );
  const draft = await receive(report, editor, launched.taskId);
  const final = await promote(report, editor, present(draft.outputs[0], 'draft of the film'));

  const alternativeText =
    'Two seconds: the picture slides from right to left past a bag. 两秒：画面从包前滑过。';
  const made = await submit(report, {
    person: editor,
    task: final,
    alternativeText,
    note: 'For the same page.',
  });
  const approved = await approve(report, stage.people, made, {
    alternativeText,
    limits: { channels: ['website'], validUntil: stage.day(90), creditLine: 'Example Outdoor' },
  });
  await wasTold(report, outside, made.task.taskId);
  await outside.close();
  await publishFilm(report, stage, article, approved);
  return approved;
};
