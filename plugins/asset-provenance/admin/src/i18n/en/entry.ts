export const entry = {
  'entry.title': 'Provenance',
  'entry.unsaved': 'Save the entry first; then its media are checked.',
  'entry.empty': 'This entry shows no media.',
} as const;
