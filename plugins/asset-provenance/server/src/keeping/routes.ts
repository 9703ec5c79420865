import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.retention, 'keeping.retention', 'settings.manage'),
  adminRoute('GET', api.retentionGoing, 'keeping.going', 'settings.manage'),
  adminRoute('POST', api.holdOutput(':outputId'), 'keeping.holdOutput', 'hold.manage'),
  adminRoute('GET', api.holdTask(':taskId'), 'keeping.ofTask', 'hold.manage'),
  adminRoute('POST', api.holdTask(':taskId'), 'keeping.holdTask', 'hold.manage'),
  adminRoute('GET', api.erasablePeople, 'keeping.erasable', 'person.erase'),
  adminRoute('POST', api.erasePerson(':personId'), 'keeping.erase', 'person.erase'),
];
