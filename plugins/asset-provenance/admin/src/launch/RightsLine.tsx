import { Flex, Typography } from '@strapi/design-system';
import { Shield } from '@strapi/icons';
import type { RightsRecord } from '../../../shared/rights';
import { rightsKinds } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Ellipsis } from '../ui';

/** *Licence, Nordwind GmbH, until 1 Feb 2027*. */
export const useRightsWords = () => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { day } = useFormat();
  return ({ kind, holder, validUntil }: RightsRecord) =>
    [
      termOf(rightsKinds, kind),
      holder,
      validUntil ? t('launch.rights.until', { day: day(validUntil) }) : t('launch.rights.no-end'),
    ].join(' · ');
};

/** Who allows the use of a picture, and how far. */
export const RightsLine = ({ record, isNamed }: { record: RightsRecord; isNamed: boolean }) => {
  const wordsOf = useRightsWords();
  return (
    <Flex gap={2} alignItems="flex-start" background="success100" hasRadius padding={2}>
      <Flex shrink={0} paddingTop={1}>
        <Shield aria-hidden fill="success600" width="1.4rem" height="1.4rem" />
      </Flex>
      <Flex direction="column" alignItems="stretch" minWidth={0}>
        {isNamed ? (
          <Typography variant="pi" fontWeight="bold" textColor="success700">
            {wordsOf(record)}
          </Typography>
        ) : null}
        <Ellipsis variant="pi" textColor="neutral800" lines={2}>
          {record.scope}
        </Ellipsis>
      </Flex>
    </Flex>
  );
};
