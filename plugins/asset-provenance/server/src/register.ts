import type { Core } from '@strapi/strapi';
import { installDoor } from './callbacks/service';
import { workItemModel } from './dispatch/service';
import { extendFileColumns, keepConflicts } from './media/service';
import { roomsOf } from './rooms';
import { tables } from './tables';

/** What GraphQL would open by itself: reading and writing every table past every rule. */
const closeGraphql = (strapi: Core.Strapi): void => {
  const extension = strapi.plugin('graphql')?.service('extension') as
    { shadowCRUD: (uid: string) => { disable: () => void } } | undefined;
  for (const { uid } of tables) extension?.shadowCRUD(uid).disable();
};

export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  closeGraphql(strapi);
  extendFileColumns(strapi);
  // A model without an API: the registry takes the definition as it stands.
  (strapi.get('models') as { add: (model: unknown) => void }).add(workItemModel);
  // Before any other plugin adds its middlewares: this one goes around that which copies media.
  roomsOf(strapi).gate.installAround();
  keepConflicts(strapi);
  installDoor(strapi);
};
