import type { PluginDefinition, StrapiApp } from '@strapi/strapi/admin';
import { SealCheck } from '@strapi/icons';
import { PLUGIN_ID } from '../../shared/permissions';
import { asPermissions, readActions } from './access/screens';
import { registerEntryPanel } from './entry/registerEntryPanel';
import { registerListColumn } from './entry/registerListColumn';
import { registerMediaField } from './entry/registerMediaField';
import { registerPicker } from './entry/registerPicker';
import { en } from './i18n/en';
import { loadTranslation, messageId } from './i18n/translations';

const label = (key: keyof typeof en) => ({ id: messageId(key), defaultMessage: en[key] });

/** Strapi makes its store when the admin is drawn; the list column reads it then. */
let strapiApp: StrapiApp | null = null;

const plugin: PluginDefinition = {
  register(app) {
    strapiApp = app;
    app.registerPlugin({ id: PLUGIN_ID, name: 'Asset Provenance' });
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: SealCheck,
      intlLabel: label('plugin.name'),
      permissions: asPermissions(readActions),
      Component: () => import('./App').then((module) => ({ default: module.App })),
      position: 4,
    });
    app.addSettingsLink({ id: PLUGIN_ID, intlLabel: label('settings.title') }, [
      {
        id: `${PLUGIN_ID}-overview`,
        to: PLUGIN_ID,
        intlLabel: label('settings.link'),
        permissions: asPermissions(['settings.manage']),
        Component: () =>
          import('./settings/SettingsPage').then((module) => ({
            default: module.ProtectedSettingsPage,
          })),
      },
      {
        id: `${PLUGIN_ID}-budgets`,
        to: `${PLUGIN_ID}-budgets`,
        intlLabel: label('budgets.link'),
        permissions: asPermissions(['cost.manage']),
        Component: () =>
          import('./budgets/BudgetsPage').then((module) => ({
            default: module.ProtectedBudgetsPage,
          })),
      },
      {
        id: `${PLUGIN_ID}-hand-over`,
        to: `${PLUGIN_ID}-hand-over`,
        intlLabel: label('hand-over.link'),
        permissions: asPermissions(['hand-over', 'person.erase']),
        Component: () =>
          import('./hand-over/HandOverPage').then((module) => ({
            default: module.ProtectedHandOverPage,
          })),
      },
    ]);
    registerMediaField(app);
    registerPicker(app);
  },

  bootstrap(app) {
    registerEntryPanel(app.getPlugin('content-manager'));
    registerListColumn(app.registerHook, () => strapiApp?.store ?? null);
  },

  registerTrads({ locales }) {
    return Promise.all(locales.map(loadTranslation));
  },
};

export default plugin;
