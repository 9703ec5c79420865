import type { ReactNode } from 'react';
import { EmptyStateLayout } from '@strapi/design-system';
import { EmptyPermissions } from '@strapi/icons/symbols';
import { Layouts, Page } from '@strapi/strapi/admin';
import { permissionActions } from '../../../shared/permissions';
import type { PermissionAction } from '../../../shared/permissions';
import { useMessages } from '../i18n';
import { usePermissions } from './usePermissions';
import { asPermissions } from './screens';

/** No permission, and who can grant it. */
export const NoPermission = ({ actions }: { actions: readonly PermissionAction[] }) => {
  const { t, say } = useMessages();
  const permission = actions.map((action) => say(permissionActions[action])).join(' / ');
  return (
    <Page.Main>
      <Layouts.Header title={t('nav.label')} />
      <Layouts.Content>
        <EmptyStateLayout
          icon={<EmptyPermissions width="16rem" />}
          content={`${t('permission.title')} ${t('permission.who', { permission })}`}
        />
      </Layouts.Content>
    </Page.Main>
  );
};

type ProtectedProps = { actions: readonly PermissionAction[]; children: ReactNode };

/** Shows a screen to roles that hold one of the actions; conditions of a permission are Strapi's to check. */
export const Protected = ({ actions, children }: ProtectedProps) => {
  const { canAny } = usePermissions();
  if (!canAny(actions)) return <NoPermission actions={actions} />;
  return <Page.Protect permissions={asPermissions(actions)}>{children}</Page.Protect>;
};

/** One act that a role may use: nothing is shown to others. */
export const IfAllowed = ({
  action,
  children,
}: {
  action: PermissionAction;
  children: ReactNode;
}) => {
  const { can } = usePermissions();
  return can(action) ? <>{children}</> : null;
};
