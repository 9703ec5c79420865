export const followUp = {
  'follow-up.title': 'Follow-up',
  'follow-up.subtitle': 'Revision notes and what is to be checked again.',
  'follow-up.empty': 'No re-check is due.',
} as const;
