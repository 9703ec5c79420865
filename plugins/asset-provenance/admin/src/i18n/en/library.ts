export const library = {
  'library.title': 'Library',
  'library.subtitle': 'Media with their status, origin and reuse limits.',
  'library.empty': 'There are no media yet. Approved results appear here.',
  'library.status': 'Status',
  'library.origin': 'Origin',
} as const;
