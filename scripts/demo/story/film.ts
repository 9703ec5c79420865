import type { LaunchInput } from '../../../plugins/asset-provenance/shared';
import { present } from '../expect';
import type { Report } from '../report';
import { publishFilm } from './publishing';
import type { Article } from './publishing';
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

/** The same way once more, shorter, for a video. */
export const makeFilm = async (
  report: Report,
  stage: Stage,
  article: Article
): Promise<Approved> => {
  const { editor } = stage.people;
  report.act('A film: draft, chosen, final, approved, published');

  const launched = await report.step(editor.name, 'launches a draft of a film', async () => {
    const task = await launch(editor, form);
    return { value: task, facts: launchFacts(task) };
  });
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
  await publishFilm(report, stage, article, approved);
  return approved;
};
