export const trace = {
  'trace.title': 'Trace',
  'trace.subtitle': 'From any copy, address or id to its record.',
  'trace.empty': 'Paste a URL, an id or a hash, or drop a file here.',
} as const;
