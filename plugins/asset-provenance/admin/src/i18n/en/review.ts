export const review = {
  'review.title': 'Review',
  'review.subtitle': 'What was submitted and waits for a verdict.',
  'review.empty': 'Nothing waits for review.',
  'review.case': 'Review case',
} as const;
