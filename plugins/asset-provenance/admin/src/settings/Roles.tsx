import { Button, Flex, Typography } from '@strapi/design-system';
import type { SettingsStatus } from '../../../shared/api';
import { useAct, usePrepareRolesMutation } from '../api';
import { useMessages } from '../i18n';
import { DescriptionList, FieldRow, Panel, TextLink } from '../ui';
import { Standing } from './Standing';

/** Strapi's own pages of roles. */
const ROLES = '/settings/roles';

/** The ready-made roles, and the button that makes those that are missing. */
export const Roles = ({ roles }: Pick<SettingsStatus, 'roles'>) => {
  const { t } = useMessages();
  const act = useAct();
  const [prepare, { isLoading }] = usePrepareRolesMutation();
  const isComplete = roles.every(({ exists }) => exists);
  return (
    <Panel
      title={t('settings.roles')}
      actions={
        <Button
          size="S"
          variant={isComplete ? 'tertiary' : 'default'}
          disabled={isComplete}
          loading={isLoading}
          onClick={() => void act(prepare(), t('settings.roles.prepared'))}
        >
          {t('settings.roles.prepare')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">
          {t(isComplete ? 'settings.roles.all-there' : 'settings.roles.why')}
        </Typography>
        <DescriptionList>
          {roles.map(({ code, name, exists, roleId }) => (
            <FieldRow key={code} label={name}>
              <Flex gap={4} wrap="wrap">
                <Standing isGood={exists}>
                  {t(exists ? 'settings.roles.there' : 'settings.roles.missing')}
                </Standing>
                {roleId ? (
                  <TextLink to={`${ROLES}/${roleId}`}>{t('settings.roles.open')}</TextLink>
                ) : null}
              </Flex>
            </FieldRow>
          ))}
        </DescriptionList>
        <TextLink to={ROLES}>{t('settings.roles.all')}</TextLink>
      </Flex>
    </Panel>
  );
};
