import type { Actor, NoticeWebhook, ReadyMadeRole, SettingsStatus } from '../../../shared';
import {
  PERMISSION_ACTIONS,
  PLUGIN_ID,
  USABLE_MEDIA,
  actionUid,
  permissionActions,
  readyMadeRoles,
} from '../../../shared';
import type { Audit } from '../audit/service';
import type { DestinationConfig, PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Kernel } from '../kernel';
import type { Providers } from '../providers/service';
import { createPermissionMemory } from './permission-memory';
import { usableMediaCondition } from './usable-media';

type Permission = {
  action: string;
  subject?: string | null;
  properties?: Record<string, unknown>;
  conditions?: string[];
};
type Role = { id: number; code: string; name: string };
type Registry = { registerMany: (items: Record<string, unknown>[]) => Promise<unknown> };
type RegisteredAction = { actionId: string; section: string; subjects?: string[] };

type Ports = {
  audit: Audit;
  kernel: Kernel;
  config: PluginConfig;
  dispatch: Dispatch;
  providers: Providers;
  /** Figures of the duplicate guard. */
  duplicates: () => Promise<SettingsStatus['duplicates']>;
  unknownAddresses: () => Promise<number>;
  noticeWebhooks: () => Promise<NoticeWebhook[]>;
};

/** `website · field region · locale`: where entries of a type appear, as the configuration says. */
const destinationText = ({
  channels = [],
  channelField,
  regions = [],
  regionField,
  isLocaleLanguage,
}: DestinationConfig): string =>
  [
    ...channels,
    ...(channelField ? [`field ${channelField}`] : []),
    ...regions,
    ...(regionField ? [`field ${regionField}`] : []),
    ...(isLocaleLanguage ? ['locale'] : []),
  ].join(' · ');

const CONTENT_ACTION = 'plugin::content-manager.explorer';

/** Ready-made roles, registered permissions, and what an administrator sees of the set-up. */
export const createSettings = ({
  kernel,
  audit,
  config,
  dispatch,
  providers,
  duplicates,
  unknownAddresses,
  noticeWebhooks,
}: Ports) => {
  const { strapi } = kernel;

  const findRole = (code: string) =>
    strapi.db.query('admin::role').findOne({ where: { code } }) as Promise<Role | null>;

  const registeredActions = (): RegisteredAction[] =>
    (
      strapi.service('admin::permission') as unknown as {
        actionProvider: { values: () => RegisteredAction[] };
      }
    ).actionProvider.values();

  /** Rights on every content type that people see, with all its fields. */
  const contentPermissions = (acts: readonly string[]): Permission[] => {
    const wanted = acts.map((act) => `${CONTENT_ACTION}.${act}`);
    const actions = registeredActions().filter(
      ({ section, actionId }) => section === 'contentTypes' && wanted.includes(actionId)
    );
    const hidden = Object.values(strapi.contentTypes)
      .filter(
        (type) =>
          (type.pluginOptions as Record<string, { visible?: boolean }> | undefined)?.[
            'content-manager'
          ]?.visible === false
      )
      .map(({ uid }) => uid as string);
    const contentTypes = strapi.service('admin::content-type') as unknown as {
      getPermissionsWithNestedFields: (
        actions: RegisteredAction[],
        options: { restrictedSubjects: string[] }
      ) => Permission[];
    };
    return contentTypes.getPermissionsWithNestedFields(actions, {
      restrictedSubjects: ['plugin::users-permissions.user', ...hidden],
    });
  };

  const permissionsOf = (role: (typeof readyMadeRoles)[ReadyMadeRole]): Permission[] => [
    ...role.actions.map((action) => ({ action: actionUid(action) })),
    ...role.media.map((action) => ({
      action: `plugin::upload.${action}`,
      conditions: action === 'read' && role.seesUsableMediaOnly ? [USABLE_MEDIA] : [],
    })),
    ...contentPermissions(role.content),
  ];

  const createRole = async (code: ReadyMadeRole): Promise<void> => {
    const { name, description } = readyMadeRoles[code];
    const roles = strapi.service('admin::role') as unknown as {
      create: (role: { name: string; code: string; description: string }) => Promise<Role>;
      addPermissions: (roleId: number, permissions: Permission[]) => Promise<unknown>;
    };
    const role = await roles.create({ name, code, description });
    await roles.addPermissions(role.id, permissionsOf(readyMadeRoles[code]));
  };

  const rolesStatus = (): Promise<SettingsStatus['roles']> =>
    Promise.all(
      Object.entries(readyMadeRoles).map(async ([code, { name }]) => {
        const role = await findRole(code);
        return {
          code,
          name: role?.name ?? name,
          exists: role !== null,
          roleId: role ? String(role.id) : null,
        };
      })
    );

  /**
   * The Content Manager offers every table for reading, hidden ones too: past our own permissions and
   * past the line between the public and the private record. What it holds is read by our routes.
   */
  const withholdTables = (): void => {
    for (const action of registeredActions())
      if (action.actionId === `${CONTENT_ACTION}.read`)
        action.subjects = action.subjects?.filter(
          (uid) => !uid.startsWith(`plugin::${PLUGIN_ID}.`)
        );
  };

  return {
    /** Only possible while Strapi bootstraps. */
    registerPermissions: async (): Promise<void> => {
      const { actionProvider, conditionProvider } = strapi.service(
        'admin::permission'
      ) as unknown as Record<'actionProvider' | 'conditionProvider', Registry>;
      withholdTables();
      await conditionProvider.registerMany([usableMediaCondition(config)]);
      await actionProvider.registerMany(
        PERMISSION_ACTIONS.map((action) => ({
          section: 'plugins',
          pluginName: PLUGIN_ID,
          uid: action,
          displayName: permissionActions[action].en,
          subCategory: permissionActions[action].group,
        }))
      );
    },

    keepPermissions: createPermissionMemory(kernel).keep,

    /** Creates the ready-made roles that are not there; leaves those that are as people set them. */
    prepareRoles: async (actor: Actor) => {
      const created: string[] = [];
      for (const code of Object.keys(readyMadeRoles) as ReadyMadeRole[]) {
        if (await findRole(code)) continue;
        await createRole(code);
        created.push(code);
      }
      if (created.length > 0) {
        await kernel.transact(actor, (tx) =>
          tx.emit({
            type: 'roles.prepared',
            aggregateType: 'site',
            aggregateId: 'site',
            aggregateVersion: null,
            taskId: null,
            data: { created },
          })
        );
      }
      return { created, roles: await rolesStatus() };
    },

    status: async (): Promise<SettingsStatus> => ({
      providers: providers.standings(),
      roles: await rolesStatus(),
      siteTimeZone: config.siteTimeZone,
      refusedSecrets: await audit.countOf('secret.refused'),
      duplicates: await duplicates(),
      callbacks: {
        isSigned: Boolean(config.callbacks.signingSecret),
        publicUrl: config.callbacks.baseUrl ?? null,
        unknownAddresses: await unknownAddresses(),
      },
      dispatch: await dispatch.figures(),
      gate: {
        ...config.gate,
        contentTypes: Object.fromEntries(
          Object.entries(config.gate.contentTypes).map(([uid, to]) => [uid, destinationText(to)])
        ),
        unpublishAfterDays: config.gate.unpublishAfterDays ?? null,
      },
      noticeWebhooks: await noticeWebhooks(),
    }),
  };
};
export type Settings = ReturnType<typeof createSettings>;
