import { handle } from '../kernel';
import type { Library } from './service';

export const libraryController = (library: Library) => ({
  list: handle((request) => library.list(request)),
});
