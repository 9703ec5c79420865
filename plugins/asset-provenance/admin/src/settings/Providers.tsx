import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SettingsStatus } from '../../../shared/api';
import { useMessages } from '../i18n';
import { EmptyState, Panel } from '../ui';
import { Provider } from './Provider';

const Grid = styled(Box)`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(42rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  align-items: start;
`;

/** Every provider of the configuration, usable or not. */
export const Providers = ({ providers }: Pick<SettingsStatus, 'providers'>) => {
  const { t } = useMessages();
  return (
    <Panel title={t('settings.providers')}>
      {providers.length === 0 ? (
        <EmptyState>{t('settings.providers.none')}</EmptyState>
      ) : (
        <Grid>
          {providers.map((provider) => (
            <Provider key={provider.id} provider={provider} />
          ))}
        </Grid>
      )}
    </Panel>
  );
};
