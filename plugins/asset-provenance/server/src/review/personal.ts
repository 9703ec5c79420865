import { personal } from '../kernel';
import { reviewComments } from './content-types/review-comment';
import { verdicts } from './content-types/verdict';

/** Where verdicts and comments name people. */
export const personalRows = [
  personal(verdicts, { persons: [{ id: 'reviewerId', name: 'reviewerName' }], words: ['reason'] }),
  personal(reviewComments, {
    persons: [
      { id: 'authorId', name: 'authorName' },
      { name: 'resolvedByName', told: ['comment.resolved'] },
    ],
    lists: ['mentions'],
    words: ['body'],
  }),
];
