import { created, handle } from '../kernel';
import type { Presets } from './service';

export const presetsController = (presets: Presets) => ({
  list: handle((request) => presets.list(request)),
  detail: handle((request) => presets.detail(request)),
  versions: handle((request) => presets.versions(request)),
  create: handle(async (request) => created(await presets.create(request))),
  save: handle(async (request) => created(await presets.save(request))),
  takeBack: handle(async (request) => created(await presets.takeBack(request))),
  share: handle((request) => presets.share(request)),
  remove: handle((request) => presets.remove(request)),
});
