import { PLUGIN_ID, api } from '../../../plugins/asset-provenance/shared';
import type {
  ApprovedAsset,
  Page,
  ReuseLimitsInput,
  ReviewItem,
  Verdict,
} from '../../../plugins/asset-provenance/shared';
import type { Person } from '../../../tests/support/people';
import { accepted, expectEqual, present, refused } from '../expect';
import type { Report } from '../report';
import { pictureForm } from './picture';
import type { FirstPicture } from './picture';
import type { Stage } from './stage';
import { launch, launchFacts, receive, submit, watch } from './tasks';
import type { Made } from './tasks';

export type Approved = Made & { verdict: Verdict; asset: ApprovedAsset };

const decide = (person: Person, { output }: Made, verdict: Record<string, unknown>) =>
  person.api.post<Verdict>(api.verdicts(output.outputId), {
    storedSha256: output.storedSha256,
    ...verdict,
  });

const openQueue = (report: Report, { people: { contentManager } }: Stage, { output }: Made) =>
  report.step(contentManager.name, 'opens the review queue', async () => {
    const { results } = accepted(
      await contentManager.api.get<Page<ReviewItem>>(api.reviewQueue),
      'Queue'
    );
    const item = present(
      results.find((each) => each.output.outputId === output.outputId),
      'submitted output in the queue'
    );
    return {
      value: item,
      facts: [
        `${results.length} waiting`,
        `output ${output.outputId}`,
        `submitted by ${item.submittedBy.name}`,
        `“${item.submissionNote}”`,
      ],
    };
  });

/** One step: a reviewer approves, and an approved asset comes of it. */
export const approve = (
  report: Report,
  { contentManager }: Stage['people'],
  made: Made,
  { limits, alternativeText }: { limits: ReuseLimitsInput; alternativeText: string }
): Promise<Approved> =>
  report.step(contentManager.name, 'approves it with limits', async () => {
    const verdict = accepted(
      await decide(contentManager, made, {
        verdict: 'approved',
        reason: 'Fits the purpose.',
        alternativeText,
        limits,
      }),
      'Approve'
    );
    expectEqual(
      'The verdict binds to the stored bytes',
      verdict.storedSha256,
      made.output.storedSha256
    );
    const assets = accepted(
      await contentManager.api.get<Page<ApprovedAsset>>(api.assets),
      'Approved assets'
    );
    const asset = present(
      assets.results.find(({ outputId }) => outputId === made.output.outputId),
      'approved asset'
    );
    const { channels, validUntil, creditLine } = asset.limits;
    return {
      value: { ...made, verdict, asset },
      facts: [
        `verdict ${verdict.verdictId}`,
        `asset ${asset.assetId}`,
        `channels ${channels.join(', ')}`,
        `until ${validUntil}`,
        `credit “${creditLine}”`,
        `bytes ${verdict.storedSha256.slice(0, 12)}…`,
      ],
    };
  });

/** The rights in the plugin that a person's roles give. */
const ownRights = async (person: Person): Promise<string[]> => {
  const answer = await person.http.get<{ action: string }[]>('/admin/users/me/permissions');
  const prefix = `plugin::${PLUGIN_ID}.`;
  return accepted(answer, 'Own permissions')
    .filter(({ action }) => action.startsWith(prefix))
    .map(({ action }) => action.slice(prefix.length));
};

const refuseOwnWork = async (report: Report, { people }: Stage, made: Made) => {
  const approval = { verdict: 'approved', alternativeText: 'A bag.', limits: {} };
  await report.step(people.editor.name, 'tries to approve own work: refused', async () => {
    const answer = await decide(people.editor, made, approval);
    const { status, message } = refused(answer, 'Approval by the editor', { status: 403 });
    const may = await ownRights(people.editor);
    return {
      value: null,
      facts: [`${status} “${message}”`, `this role holds only ${may.join(', ')}`],
    };
  });

  const reviewer = people.contentManager;
  await report.step(
    reviewer.name,
    'makes a picture too and tries to approve it: refused',
    async (live) => {
      const form = pictureForm(
        [],
        { stage: 'final', finalReason: 'A quick one' },
        { count: 1, extras: {} }
      );
      const task = await watch(reviewer, (await launch(reviewer, form)).taskId, live);
      const own = { task, output: present(task.outputs[0], 'own output') };
      accepted(
        await reviewer.api.post(api.submitForReview(own.output.outputId), {
          alternativeText: 'A bag.',
        }),
        'Submit'
      );
      const { status, message, details } = refused(
        await decide(reviewer, own, approval),
        'Approval of own work',
        {
          status: 403,
          code: 'forbidden',
        }
      );
      return {
        value: null,
        facts: [`output ${own.output.outputId}`, `${status} “${message}”`, details.next?.en],
      };
    }
  );
};

/** Sent back once with a reason, made anew, then approved by somebody else than its owner. */
export const reviewPicture = async (
  report: Report,
  stage: Stage,
  first: FirstPicture
): Promise<Approved> => {
  const { editor, contentManager } = stage.people;
  report.act('Review: sent back with a reason, made anew, approved with limits');
  await openQueue(report, stage, first.submitted);

  const reason = 'The handle is cut off: show the whole bag.';
  await report.step(contentManager.name, 'says: regenerate', async () => {
    const answer = await decide(contentManager, first.submitted, {
      verdict: 'regenerate',
      reason,
      reasonChips: ['artefacts'],
    });
    const verdict = accepted(answer, 'Regenerate');
    return {
      value: verdict,
      facts: [
        `verdict ${verdict.verdictId}`,
        `“${verdict.reason}”`,
        verdict.reasonChips.join(', '),
      ],
    };
  });

  const { task: rejected, output } = first.submitted;
  const launched = await report.step(
    editor.name,
    'launches it again; the reason comes along',
    async () => {
      const form = pictureForm(
        [first.reference],
        {
          stage: 'final',
          derivedFrom: {
            taskId: rejected.taskId,
            derivation: 'regenerate',
            outputId: output.outputId,
          },
        },
        {
          prompt:
            'The whole red canvas bag with its handle, on a wooden table in morning light. 晨光中的红色帆布包，提手完整，放在木桌上。',
          size: '1920x1080',
          quality: 'high',
          count: 1,
        }
      );
      const task = await launch(editor, form);
      expectEqual('Reason of the reviewer', task.regenerateReason, reason);
      return { value: task, facts: launchFacts(task) };
    }
  );
  const task = await receive(report, editor, launched.taskId);
  const made = await submit(report, {
    person: editor,
    task,
    alternativeText:
      'A red bag with a round handle stands on a table. 桌上放着一只带提手的红色包。',
    note: 'With the handle now.',
  });

  await refuseOwnWork(report, stage, made);
  return approve(report, stage.people, made, {
    alternativeText:
      'A red bag with a round handle stands on a table. 桌上放着一只带提手的红色包。',
    limits: {
      channels: ['website'],
      validUntil: stage.day(180),
      creditLine: 'Example Outdoor / Edith Editor',
    },
  });
};
