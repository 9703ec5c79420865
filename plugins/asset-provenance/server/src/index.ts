import type { Core } from '@strapi/strapi';
import { bootstrap } from './bootstrap';
import { config } from './config';
import { destroy } from './destroy';
import { tasksController } from './generation/controller';
import { routes as taskRoutes } from './generation/routes';
import { register } from './register';
import { roomsOf } from './rooms';
import { routes as settingsRoutes } from './settings/routes';
import { settingsController } from './settings/controller';
import { tables } from './tables';

type Given = { strapi: Core.Strapi };

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes: Object.fromEntries(tables.map(({ name, schema }) => [name, { schema }])),
  controllers: {
    tasks: ({ strapi }: Given) => tasksController(roomsOf(strapi).generation),
    settings: ({ strapi }: Given) => settingsController({ ...roomsOf(strapi), waitingReviews: async () => 0, dueRechecks: async () => 0 }),
  },
  routes: {
    admin: { type: 'admin', routes: [...taskRoutes, ...settingsRoutes] },
  },
};
