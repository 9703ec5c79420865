import { created, handle } from '../kernel';
import type { FollowUp } from './service';

export const followUpController = (followUp: FollowUp) => ({
  list: handle((request) => followUp.list(request)),
  write: handle(async (request) => created(await followUp.write(request))),
  complete: handle(async (request) => created(await followUp.complete(request))),
});
