import { created, handle } from '../kernel';
import type { Review } from './service';

export const reviewController = (review: Review) => ({
  submit: handle((request) => review.submit(request)),
  list: handle((request) => review.list(request)),
  read: handle((request) => review.read(request)),
  decide: handle(async (request) => created(await review.decide(request))),
});
