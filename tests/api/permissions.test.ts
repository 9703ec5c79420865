import { actionUid, readyMadeRoles } from '../../plugins/asset-provenance/shared';
import type { PermissionAction, ReadyMadeRole } from '../../plugins/asset-provenance/shared';
import { routes as audit } from '../../plugins/asset-provenance/server/src/audit/routes';
import { routes as batches } from '../../plugins/asset-provenance/server/src/batches/routes';
import { routes as callbacks } from '../../plugins/asset-provenance/server/src/callbacks/routes';
import { routes as costs } from '../../plugins/asset-provenance/server/src/costs/routes';
import { routes as followUp } from '../../plugins/asset-provenance/server/src/follow-up/routes';
import { routes as gate } from '../../plugins/asset-provenance/server/src/gate/routes';
import { routes as generation } from '../../plugins/asset-provenance/server/src/generation/routes';
import { routes as handOver } from '../../plugins/asset-provenance/server/src/hand-over/routes';
import { routes as insights } from '../../plugins/asset-provenance/server/src/insights/routes';
import { routes as keeping } from '../../plugins/asset-provenance/server/src/keeping/routes';
import { routes as library } from '../../plugins/asset-provenance/server/src/library/routes';
import { routes as notices } from '../../plugins/asset-provenance/server/src/notices/routes';
import { routes as presets } from '../../plugins/asset-provenance/server/src/presets/routes';
import { routes as reuse } from '../../plugins/asset-provenance/server/src/reuse/routes';
import { routes as review } from '../../plugins/asset-provenance/server/src/review/routes';
import { routes as settings } from '../../plugins/asset-provenance/server/src/settings/routes';
import { routes as trace } from '../../plugins/asset-provenance/server/src/trace/routes';
import { routes as usage } from '../../plugins/asset-provenance/server/src/usage/routes';
import { createClients } from '../support/http';
import type { Http } from '../support/http';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';

const routes = [
  ...audit,
  ...batches,
  ...callbacks,
  ...costs,
  ...followUp,
  ...gate,
  ...generation,
  ...handOver,
  ...keeping,
  ...insights,
  ...library,
  ...notices,
  ...presets,
  ...reuse,
  ...review,
  ...settings,
  ...trace,
  ...usage,
];

const roleOf: Record<'editor' | 'contentManager' | 'auditor', ReadyMadeRole> = {
  editor: 'provenance-editor',
  contentManager: 'provenance-content-manager',
  auditor: 'provenance-auditor',
};

const actionsOf = (route: (typeof routes)[number]): string[] =>
  route.config.policies.flatMap((policy) =>
    typeof policy === 'string' ? [] : policy.config.actions
  );

const ask = (http: Http, { method, path }: { method: string; path: string }) => {
  const target = path.replace(/:\w+/g, 'abcdefghijklmnop');
  switch (method) {
    case 'GET':
      return http.get(target);
    case 'PUT':
      return http.put(target, {});
    case 'DELETE':
      return http.del(target);
    default:
      return http.post(target, {});
  }
};

let everyone: People;

beforeAll(async () => {
  everyone = await people();
});

describe('every route', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s asks who it is',
    async (_name, route) => {
      const { api } = createClients(sharedServer().url);
      expect((await ask(api, route)).status).toBe(401);
    }
  );

  it.each(
    (Object.keys(roleOf) as (keyof typeof roleOf)[]).flatMap((who) =>
      routes.map((route) => [who, `${route.method} ${route.path}`, route] as const)
    )
  )('%s: %s is open exactly to those who have the right', async (who, _name, route) => {
    const has = readyMadeRoles[roleOf[who]].actions.map(
      (action: PermissionAction) => actionUid(action) as string
    );
    const mayPass = actionsOf(route).every((action) => has.includes(action));
    const { status, error } = await ask(everyone[who].api, route);
    const isRefusedAtTheDoor = status === 403 && error?.details?.code === 'not_permitted';
    expect(isRefusedAtTheDoor).toBe(!mayPass);
    expect(status).toBeLessThan(500);
  });
});

it.each(['generation-task', 'provider-job', 'audit-event', 'output'])(
  'the Content Manager reads nothing of the table %s, for nobody',
  async (table) => {
    const { status } = await everyone.superAdmin.http.get(
      `/content-manager/collection-types/plugin::asset-provenance.${table}`
    );
    expect(status).toBe(403);
  }
);
