import { Box, Tabs } from '@strapi/design-system';
import { Protected } from '../access';
import { useMessages } from '../i18n';
import { oneOf, PageShell, useUrlState } from '../ui';
import { Records } from './Records';
import { Templates } from './Templates';

const VIEWS = ['records', 'templates'] as const;
const spec = { view: oneOf(VIEWS, 'records') };

/** Who allows what: rights in references, and the licences that approvals are made with. */
export const RightsPage = () => {
  const { t } = useMessages();
  const { values, set } = useUrlState(spec);
  return (
    <PageShell title={t('rights.title')} subtitle={t('rights.subtitle')}>
      <Tabs.Root
        variant="simple"
        value={values.view}
        onValueChange={(view) => set({ view: VIEWS.find((one) => one === view) ?? 'records' })}
      >
        <Box paddingBottom={4}>
          <Tabs.List aria-label={t('rights.title')}>
            {VIEWS.map((view) => (
              <Tabs.Trigger key={view} value={view}>
                {t(`rights.view.${view}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Box>
        <Tabs.Content value="records">
          <Records />
        </Tabs.Content>
        <Tabs.Content value="templates">
          <Protected actions={['asset.manage']}>
            <Templates />
          </Protected>
        </Tabs.Content>
      </Tabs.Root>
    </PageShell>
  );
};
