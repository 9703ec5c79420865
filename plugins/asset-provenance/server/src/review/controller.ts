import { created, handle } from '../kernel';
import type { Review } from './service';

export const reviewController = (review: Review) => ({
  submit: handle((request) => review.submit(request)),
  list: handle((request) => review.list(request)),
  read: handle((request) => review.read(request)),
  decide: handle(async (request) => created(await review.decide(request))),
  decideMany: handle((request) => review.decideMany(request)),
  undo: handle(async (request) => created(await review.undo(request))),
  reviewers: handle(() => review.reviewers()),
  assign: handle((request) => review.assign(request)),
  decisions: handle((request) => review.decisions.list(request)),
  deciders: handle(() => review.decisions.deciders()),
  comments: handle((request) => review.comments.list(request)),
  comment: handle(async (request) => created(await review.comments.write(request))),
  resolve: handle((request) => review.comments.resolve(request)),
});
