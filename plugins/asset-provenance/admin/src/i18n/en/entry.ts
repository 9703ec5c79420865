export const entry = {
  'entry.title': 'Provenance',
  'entry.unsaved': 'Save the entry first; then its media are checked.',
  'entry.empty': 'The saved entry shows no media.',
  'entry.forbidden': 'Your role may not read the records of this entry.',
  'entry.clear': 'Nothing in its media fields stands against publishing.',
  'entry.blocked':
    '{files, plural, one {# file keeps} other {# files keep}} this entry from being published.',
  'entry.warned':
    '{files, plural, one {# file} other {# files}} to look at; publishing is possible.',
  'entry.who': 'Who can change that: {who}',
  'entry.trace': 'Trace',
  'entry.task': 'Task',
  'entry.review': 'Review',
  'entry.notes': '{count, plural, one {# revision note} other {# revision notes}}',
  'entry.no-notes': 'No revision notes yet.',
  'entry.this': 'This entry ({uid})',
} as const;
