import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import type { ReviewCase } from '../../../shared/review';
import { referenceRoles } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { MediaFrame } from '../ui';

type Reference = ReviewCase['references'][number];

/** References are pictures; their records here do not say which format. */
export const asPicture = ({ url, thumbnailUrl }: Pick<Reference, 'url' | 'thumbnailUrl'>) => ({
  url,
  thumbnailUrl,
  mime: 'image/*',
});

/** Input pictures beside the output, each with its rights. */
export const References = ({ references }: { references: readonly Reference[] }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {references.map((reference) => {
        const role = termOf(referenceRoles, reference.role);
        const color = reference.isAuthorised ? 'success' : 'danger';
        const Icon = reference.isAuthorised ? CheckCircle : WarningCircle;
        return (
          <Flex key={`${reference.fileDocumentId}/${reference.role}`} tag="li" gap={3}>
            <Box width="10rem" shrink={0}>
              <MediaFrame media={asPicture(reference)} alt={role} />
            </Box>
            <Box minWidth={0}>
              <Typography tag="p" fontWeight="bold">
                {role}
              </Typography>
              <Flex gap={1} color={`${color}600`}>
                <Icon aria-hidden width="1.4rem" height="1.4rem" />
                <Typography variant="pi" textColor={`${color}700`}>
                  {t(reference.isAuthorised ? 'review.authorised' : 'review.not-authorised')}
                </Typography>
              </Flex>
              {reference.holder ? (
                <Typography variant="pi" textColor="neutral600" tag="p">
                  {t('review.holder', { holder: reference.holder })}
                </Typography>
              ) : null}
            </Box>
          </Flex>
        );
      })}
    </Flex>
  );
};
