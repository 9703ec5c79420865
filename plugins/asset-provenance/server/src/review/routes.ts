import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('POST', api.submitForReview(':outputId'), 'review.submit', 'task.launch'),
  adminRoute('GET', api.reviewQueue, 'review.list', 'review.decide'),
  adminRoute('POST', api.bulkVerdicts, 'review.decideMany', 'review.decide'),
  adminRoute('POST', api.assignments, 'review.assign', 'review.decide'),
  adminRoute('GET', api.reviewers, 'review.reviewers', 'review.decide'),
  adminRoute('GET', api.reviewCase(':outputId'), 'review.read', 'review.decide'),
  adminRoute('POST', api.verdicts(':outputId'), 'review.decide', 'review.decide'),
  adminRoute('POST', api.undoVerdict(':outputId'), 'review.undo', 'review.decide'),
  adminRoute('GET', api.decisions, 'review.decisions', 'audit.read'),
  adminRoute('GET', api.deciders, 'review.deciders', 'audit.read'),
  // Who makes results and who reviews them: either right will do, so the room asks itself.
  adminRoute('GET', api.comments(':outputId'), 'review.comments'),
  adminRoute('POST', api.comments(':outputId'), 'review.comment'),
  adminRoute('POST', api.resolveComment(':commentId'), 'review.resolve'),
];
