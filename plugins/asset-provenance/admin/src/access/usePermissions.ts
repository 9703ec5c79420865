import { useMemo } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import { actionUid } from '../../../shared/permissions';
import type { PermissionAction } from '../../../shared/permissions';

/** What the reader's roles allow. `useRBAC` cannot tell `task.read` from `trace.read` (both are `canRead`). */
export const usePermissions = () => {
  const permissions = useAuth('AssetProvenance', (state) => state.permissions);
  return useMemo(() => {
    const granted = new Set(permissions.map(({ action }) => action));
    const can = (action: PermissionAction) => granted.has(actionUid(action));
    return { can, canAny: (actions: readonly PermissionAction[]) => actions.some(can) };
  }, [permissions]);
};
