import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [adminRoute('GET', api.library, 'library.list', 'task.read')];
