import type { Core } from '@strapi/strapi';
import { auditController } from './audit/controller';
import { routes as auditRoutes } from './audit/routes';
import { bootstrap } from './bootstrap';
import { callbacksController } from './callbacks/controller';
import { publicRoutes as callbackDoors, routes as callbackRoutes } from './callbacks/routes';
import { config } from './config';
import { batchesController } from './batches/controller';
import { routes as batchRoutes } from './batches/routes';
import { costsController } from './costs/controller';
import { routes as costRoutes } from './costs/routes';
import { destroy } from './destroy';
import { followUpController } from './follow-up/controller';
import { routes as followUpRoutes } from './follow-up/routes';
import { gateController } from './gate/controller';
import { routes as gateRoutes } from './gate/routes';
import { tasksController } from './generation/controller';
import { routes as taskRoutes } from './generation/routes';
import { handOverController } from './hand-over/controller';
import { routes as handOverRoutes } from './hand-over/routes';
import { insightsController } from './insights/controller';
import { routes as insightRoutes } from './insights/routes';
import { keepingController } from './keeping/controller';
import { routes as keepingRoutes } from './keeping/routes';
import { libraryController } from './library/controller';
import { routes as libraryRoutes } from './library/routes';
import { noticesController } from './notices/controller';
import { routes as noticeRoutes } from './notices/routes';
import { presetsController } from './presets/controller';
import { routes as presetRoutes } from './presets/routes';
import { register } from './register';
import { reuseController } from './reuse/controller';
import { routes as reuseRoutes } from './reuse/routes';
import { reviewController } from './review/controller';
import { routes as reviewRoutes } from './review/routes';
import { roomsOf } from './rooms';
import { routes as settingsRoutes } from './settings/routes';
import { settingsController } from './settings/controller';
import { permitted } from './settings/permitted';
import { tables } from './tables';
import { traceController } from './trace/controller';
import { publicRecordController } from './trace/public-record/controller';
import { publicRecordRoutes } from './trace/public-record/routes';
import { routes as traceRoutes } from './trace/routes';
import { usageController } from './usage/controller';
import { routes as usageRoutes } from './usage/routes';

type Given = { strapi: Core.Strapi };

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes: Object.fromEntries(tables.map(({ name, schema }) => [name, { schema }])),
  policies: { permitted },
  services: {
    /** For the command line. */
    usage: ({ strapi }: Given) => ({ rebuild: () => roomsOf(strapi).usage.rebuild() }),
    ledger: ({ strapi }: Given) => {
      const { sealNow, verifyNow, file } = roomsOf(strapi).audit.ledger;
      return { sealNow, verifyNow, file };
    },
  },
  controllers: {
    tasks: ({ strapi }: Given) => tasksController(roomsOf(strapi).generation),
    presets: ({ strapi }: Given) => presetsController(roomsOf(strapi).presets),
    review: ({ strapi }: Given) => reviewController(roomsOf(strapi).review),
    reuse: ({ strapi }: Given) => reuseController(roomsOf(strapi).reuse),
    gate: ({ strapi }: Given) => {
      const { gate, followUp } = roomsOf(strapi);
      return gateController(gate, { notesOfEntry: followUp.notesOfEntry });
    },
    batches: ({ strapi }: Given) => batchesController(roomsOf(strapi).batches),
    costs: ({ strapi }: Given) => costsController(roomsOf(strapi).costs),
    usage: ({ strapi }: Given) => usageController(roomsOf(strapi).usage),
    library: ({ strapi }: Given) => libraryController(roomsOf(strapi).library),
    callbacks: ({ strapi }: Given) => {
      const { callbacks, generation } = roomsOf(strapi);
      return callbacksController(callbacks, generation);
    },
    handOver: ({ strapi }: Given) => handOverController(roomsOf(strapi).handOver),
    keeping: ({ strapi }: Given) => keepingController(roomsOf(strapi).keeping),
    insights: ({ strapi }: Given) => insightsController(roomsOf(strapi).insights),
    notices: ({ strapi }: Given) => noticesController(roomsOf(strapi).notices),
    notes: ({ strapi }: Given) => followUpController(roomsOf(strapi).followUp),
    audit: ({ strapi }: Given) => auditController(roomsOf(strapi).audit),
    trace: ({ strapi }: Given) => {
      const { trace, generation } = roomsOf(strapi);
      return traceController(trace, generation);
    },
    publicRecord: ({ strapi }: Given) =>
      publicRecordController(roomsOf(strapi).trace.publicRecords),
    settings: ({ strapi }: Given) => {
      const rooms = roomsOf(strapi);
      return settingsController({
        ...rooms,
        waitingReviews: rooms.review.waiting,
        dueRechecks: rooms.followUp.dueCount,
        overdueEntries: rooms.gate.countOverdue,
        unreadNotices: rooms.notices.countUnread,
      });
    },
  },
  routes: {
    admin: {
      type: 'admin',
      routes: [
        ...taskRoutes,
        ...presetRoutes,
        ...reviewRoutes,
        ...reuseRoutes,
        ...gateRoutes,
        ...batchRoutes,
        ...costRoutes,
        ...usageRoutes,
        ...libraryRoutes,
        ...callbackRoutes,
        ...auditRoutes,
        ...traceRoutes,
        ...followUpRoutes,
        ...insightRoutes,
        ...handOverRoutes,
        ...keepingRoutes,
        ...noticeRoutes,
        ...settingsRoutes,
      ],
    },
    'content-api': { type: 'content-api', routes: [...callbackDoors, ...publicRecordRoutes] },
  },
};
