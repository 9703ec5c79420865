import { Badge, Divider, Flex } from '@strapi/design-system';
import { SubNav } from '@strapi/strapi/admin';
import type { Counts } from '../../shared/api';
import { screens, usePermissions } from './access';
import type { Screen } from './access';
import { POLL, useCountsQuery, usePolling } from './api';
import { useFormat, useMessages } from './i18n';

const CountBadge = ({ screen, counts }: { screen: Screen; counts: Counts | undefined }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const count = screen.count && counts?.[screen.count.of];
  if (!screen.count || !count) return null;
  return <Badge aria-label={t(screen.count.label, { count })}>{number(count)}</Badge>;
};

/** Sub-navigation: the screens that the role may use, with what waits in each. */
export const SideNav = () => {
  const { t } = useMessages();
  const { canAny } = usePermissions();
  const { data: counts } = useCountsQuery(undefined, usePolling(POLL.counts));
  const label = t('nav.label');

  return (
    <SubNav.Main aria-label={label}>
      <SubNav.Header label={label} />
      <Divider />
      <SubNav.Content>
        <Flex
          tag="ol"
          direction="column"
          alignItems="stretch"
          gap={1}
          paddingTop={4}
          paddingBottom={4}
          paddingLeft={2}
          paddingRight={2}
        >
          {screens
            .filter(({ actions }) => canAny(actions))
            .map((screen) => (
              <li key={screen.id}>
                <SubNav.Link
                  to={screen.to}
                  label={
                    <Flex gap={2}>
                      <screen.icon aria-hidden />
                      {t(screen.label)}
                    </Flex>
                  }
                  endAction={<CountBadge screen={screen} counts={counts} />}
                />
              </li>
            ))}
        </Flex>
      </SubNav.Content>
    </SubNav.Main>
  );
};
