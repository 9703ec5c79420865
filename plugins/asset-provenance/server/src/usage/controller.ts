import { created, handle } from '../kernel';
import type { Usage } from './service';

export const usageController = (usage: Usage) => ({
  ofFile: handle((request) => usage.ofFile(request)),
  record: handle(async (request) => created(await usage.record(request))),
  end: handle((request) => usage.end(request)),
});
