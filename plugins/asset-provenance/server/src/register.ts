import type { Core } from '@strapi/strapi';
import { workItemModel } from './dispatch/service';
import { extendFileColumns } from './media/service';
import { roomsOf } from './rooms';

export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  extendFileColumns(strapi);
  // A model without an API: the registry takes the definition as it stands.
  (strapi.get('models') as { add: (model: unknown) => void }).add(workItemModel);
  roomsOf(strapi);
};
