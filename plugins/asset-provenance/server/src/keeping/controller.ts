import { handle } from '../kernel';
import type { Keeping } from './service';

export const keepingController = (keeping: Keeping) => ({
  retention: handle(() => keeping.retention.standing()),
  going: handle((request) => keeping.retention.going(request)),
  holdOutput: handle((request) => keeping.holdOutput(request)),
  ofTask: handle((request) => keeping.ofTask(request)),
  holdTask: handle((request) => keeping.holdTask(request)),
  erasable: handle(() => keeping.erasing.people()),
  erase: handle((request) => keeping.erasing.erase(request)),
});
