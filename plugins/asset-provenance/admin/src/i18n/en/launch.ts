export const launch = {
  'launch.title': 'Launch',
  'launch.subtitle': 'Generate an image or a video for one purpose and one channel.',
  'launch.empty': 'No provider is configured yet, so nothing can be launched.',
} as const;
