import { handle } from '../kernel';
import type { HandOver } from './service';

export const handOverController = (room: HandOver) => ({
  people: handle(() => room.people()),
  holdings: handle((request) => room.holdings(request.params.personId ?? '')),
  handOver: handle((request) => room.handOver(request)),
});
