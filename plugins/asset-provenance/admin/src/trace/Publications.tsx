import { Flex, Typography } from '@strapi/design-system';
import type { Publication } from '../../../shared/standing-on';
import type { FoundPlacement } from '../../../shared/usage';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { StatusBadge, TextLink } from '../ui';

type PublicationsProps = {
  publications: readonly Publication[];
  /** Where the titles of entries are read that show it still. */
  placements: readonly FoundPlacement[];
};

/** When entries began to show it to the public, and whether it was approved then. */
export const Publications = ({ publications, placements }: PublicationsProps) => {
  const { t } = useMessages();
  const { dateTime } = useFormat();
  if (publications.length === 0)
    return <Typography textColor="neutral600">{t('trace.publications.none')}</Typography>;
  const titleOf = ({ uid, documentId, locale }: Publication) => {
    const same = placements.filter((each) => each.uid === uid && each.documentId === documentId);
    return (same.find((each) => each.locale === locale) ?? same[0])?.title ?? documentId;
  };
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
      {publications.map((publication) => {
        const { event, uid, documentId, locale, status, endedAt } = publication;
        return (
          <Flex key={event.eventId} tag="li" direction="column" alignItems="stretch" gap={1}>
            <Flex gap={2} wrap="wrap">
              <TextLink to={paths.entry(uid, documentId, locale)}>{titleOf(publication)}</TextLink>
              {status ? <StatusBadge of="approval" value={status} size="S" /> : null}
            </Flex>
            <Typography variant="pi" textColor="neutral600">
              {[
                t('trace.publications.by', {
                  moment: dateTime(event.at),
                  name: event.actor.name,
                }),
                endedAt ? t('trace.publications.until', { moment: dateTime(endedAt) }) : null,
                locale,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
          </Flex>
        );
      })}
    </Flex>
  );
};
