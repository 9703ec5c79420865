export const settings = {
  'settings.title': 'Asset provenance',
  'settings.subtitle': 'Providers, ready-made roles and how publishing is guarded.',
  'settings.link': 'Overview',
} as const;
