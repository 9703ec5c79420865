import { api } from '../../../plugins/asset-provenance/shared';
import type { Page, RevisionNote } from '../../../plugins/asset-provenance/shared';
import { accepted, expectEqual, present } from '../expect';
import type { Report } from '../report';
import { ARTICLE } from './publishing';
import type { Article } from './publishing';
import type { Stage } from './stage';

const noteFacts = (note: RevisionNote) => [
  `note ${note.noteId}`,
  `“${note.reason}”`,
  `source ${note.questionSource}`,
  `owner ${note.approvingOwner}`,
  note.outcome,
  note.recheckOn ? `check again on ${note.recheckOn}` : null,
];

export const followUp = async (
  report: Report,
  { people: { auditor, contentManager }, day }: Stage,
  article: Article
) => {
  report.act('Follow-up: a revision note, what is due, and the next note');
  const list = async (status: 'due' | 'open') =>
    accepted(
      await auditor.api.get<Page<RevisionNote>>(api.revisionNotes, { status }),
      `Notes that are ${status}`
    ).results;

  const note = await report.step(auditor.name, 'notes a change of the article', async () => {
    const written = accepted(
      await auditor.api.post<RevisionNote>(api.revisionNotes, {
        target: { type: 'entry', uid: ARTICLE, id: article.documentId },
        reason: 'A reader asked whether the colour is that of the bag on sale.',
        questionSource: 'Reader’s mail 2026-114',
        approvingOwner: contentManager.name,
        recheckOn: day(0),
      }),
      'Note'
    );
    expectEqual('Target of the note', written.target.label, article.title);
    return { value: written, facts: noteFacts(written) };
  });

  await report.step(auditor.name, 'looks at what is due today', async () => {
    const due = await list('due');
    expectEqual(
      'Notes that are due',
      due.map(({ noteId }) => noteId),
      [note.noteId]
    );
    return {
      value: null,
      facts: due.map(
        ({ noteId, target, recheckOn }) => `note ${noteId} on “${target.label}”, due ${recheckOn}`
      ),
    };
  });

  await report.step(auditor.name, 'completes it, which writes the next', async () => {
    const answer = await auditor.api.post<RevisionNote>(api.completeNote(note.noteId), {
      outcome: 'confirmed',
      reason: 'Compared with the bag on sale: same colour.',
      questionSource: note.questionSource,
      approvingOwner: contentManager.name,
      recheckOn: day(90),
    });
    const next = accepted(answer, 'Completion');
    expectEqual('It completes the first note', next.completes, note.noteId);
    const [due, open] = [await list('due'), await list('open')];
    expectEqual('Nothing is due any more', due, []);
    const waiting = present(
      open.find(({ noteId }) => noteId === next.noteId),
      'next note among the open ones'
    );
    return { value: null, facts: [...noteFacts(waiting), `${due.length} due now`] };
  });
};
