import { errors } from '@strapi/utils';
import { PERMISSION_ACTIONS, actionUid, permissionActions } from '../../../shared';

type Context = { state: { userAbility?: { can: (action: string) => boolean } } };
type Config = { actions: string[] };

/** Asks for every action named, and says which one is missing and who can grant it. */
export const permitted = ({ state }: Context, { actions }: Config): boolean => {
  const missing = PERMISSION_ACTIONS.find((action) => {
    const uid = actionUid(action);
    return actions.includes(uid) && !state.userAbility?.can(uid);
  });
  if (!missing) return true;
  const { en, zh } = permissionActions[missing];
  throw new errors.PolicyError(`Your role lacks the right: ${en}.`, {
    code: 'not_permitted',
    what: { en: `Your role lacks the right: ${en}.`, zh: `您的角色没有此权限：${zh}。` },
    next: {
      en: 'Ask an administrator to grant it to your role (Settings, Roles, plugin Asset Provenance).',
      zh: '请联系管理员在“设置 → 角色”中为您的角色授予该权限。',
    },
  });
};
