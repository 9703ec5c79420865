import type { NoteTargetRef, RevisionNote } from '../../../shared/follow-up';
import type { NoteTarget } from '../../../shared/vocabulary';
import { paths } from '../paths';

const ID = '[a-z0-9]{8,64}';
const UID = '[a-z]+::[\\w-]+(?:\\.[\\w-]+)?';
const ENTRY_ADDRESS = new RegExp(
  `(?:collection|single)-types/(?<uid>${UID})(?:/(?<id>${ID}))?`,
  'i'
);
const ENTRY = new RegExp(`^(?<uid>${UID})[/ ](?<id>${ID})$`, 'i');
const TASK_ADDRESS = new RegExp(`/tasks/(?<id>${ID})`, 'i');
const REVIEW_ADDRESS = new RegExp(`/review/(?<id>${ID})`, 'i');
const BARE = new RegExp(`^${ID}$`, 'i');

const localeOf = (text: string): string | null =>
  /plugins\[i18n\]\[locale\]=([\w-]+)/.exec(decodeURIComponent(text))?.[1] ?? null;

/** What an address or an id is about; a bare id is of the type that the writer says. Null: not understood. */
export const parseTarget = (typed: string, bareType: 'asset' | 'task'): NoteTargetRef | null => {
  const text = typed.trim();
  const entry = (ENTRY_ADDRESS.exec(text) ?? ENTRY.exec(text))?.groups;
  if (entry?.uid && entry.id)
    return { type: 'entry', uid: entry.uid, id: entry.id, locale: localeOf(text) };
  const task = TASK_ADDRESS.exec(text)?.groups?.id;
  if (task) return { type: 'task', id: task };
  // The server takes the id of the output behind an asset as well.
  const output = REVIEW_ADDRESS.exec(text)?.groups?.id;
  if (output) return { type: 'asset', id: output };
  const traced = /[?&]q=([^&#]+)/.exec(text)?.[1];
  if (traced) return parseTarget(decodeURIComponent(traced), bareType);
  return BARE.test(text) ? { type: bareType, id: text } : null;
};

/** Where the subject of a note is looked at. */
export const targetPath = ({ type, id, uid, locale }: RevisionNote['target']): string => {
  if (type === 'task') return paths.task(id);
  if (type === 'entry' && uid) return paths.entry(uid, id, locale);
  return paths.traceOf(id);
};

/** One text for a target, as it stands in the address: `task:id`. */
export const targetKey = (target: { type: NoteTarget; id: string }) =>
  `${target.type}:${target.id}`;
