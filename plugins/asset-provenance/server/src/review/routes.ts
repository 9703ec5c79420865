import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('POST', api.submitForReview(':outputId'), 'review.submit', 'task.launch'),
  adminRoute('GET', api.reviewQueue, 'review.list', 'review.decide'),
  adminRoute('GET', api.reviewCase(':outputId'), 'review.read', 'review.decide'),
  adminRoute('POST', api.verdicts(':outputId'), 'review.decide', 'review.decide'),
];
