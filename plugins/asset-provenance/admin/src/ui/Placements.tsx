import { Flex, Status, Typography } from '@strapi/design-system';
import type { FoundPlacement } from '../../../shared/usage';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Monospace } from './CopyId';
import { TextLink } from './TextLink';

/** Entries that show the file now. */
export const Placements = ({
  placements,
  none,
}: {
  placements: readonly FoundPlacement[];
  /** Said when there is none. */
  none?: string;
}) => {
  const { t } = useMessages();
  if (placements.length === 0)
    return <Typography textColor="neutral600">{none ?? t('trace.placements.none')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {placements.map(({ uid, documentId, title, locale, field, isPublished }) => (
        <Flex
          key={`${uid}/${documentId}/${locale}/${field}/${isPublished}`}
          tag="li"
          gap={2}
          wrap="wrap"
        >
          <TextLink to={paths.entry(uid, documentId, locale)}>{title ?? documentId}</TextLink>
          <Status size="XS" variant={isPublished ? 'success' : 'secondary'} width="fit-content">
            <Typography
              tag="span"
              variant="pi"
              fontWeight="bold"
              textColor={isPublished ? 'success700' : 'secondary700'}
            >
              {t(isPublished ? 'trace.published' : 'trace.draft')}
            </Typography>
          </Status>
          <Monospace variant="pi" textColor="neutral600">
            {[uid, field, locale].filter(Boolean).join(' · ')}
          </Monospace>
        </Flex>
      ))}
    </Flex>
  );
};
