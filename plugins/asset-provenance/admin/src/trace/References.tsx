import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import type { AssetRecord } from '../../../shared/trace';
import { referenceRoles, rightsKinds } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Ellipsis, MediaFrame } from '../ui';

type Reference = AssetRecord['references'][number];

const Rights = ({ rights }: Pick<Reference, 'rights'>) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { day } = useFormat();
  const isValid = rights?.isValid ?? false;
  const color = isValid ? 'success' : 'danger';
  const Icon = isValid ? CheckCircle : WarningCircle;
  const word = () => {
    if (!rights) return t('trace.rights.none');
    return t(isValid ? 'trace.rights.valid' : 'trace.rights.over');
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Flex gap={1} color={`${color}600`}>
        <Icon aria-hidden width="1.4rem" height="1.4rem" />
        <Typography variant="pi" fontWeight="bold" textColor={`${color}700`}>
          {word()}
        </Typography>
      </Flex>
      {rights ? (
        <>
          <Typography variant="pi" textColor="neutral600">
            {[
              termOf(rightsKinds, rights.kind),
              rights.holder,
              rights.validUntil && t('trace.rights.until', { day: day(rights.validUntil) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
          <Ellipsis lines={2} variant="pi">
            {rights.scope}
          </Ellipsis>
        </>
      ) : null}
    </Flex>
  );
};

/** Input pictures with what authorised their use. */
export const References = ({ references }: { references: readonly Reference[] }) => {
  const termOf = useTerm();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {references.map(({ fileDocumentId, role, url, name, rights }) => (
        <Flex key={`${fileDocumentId}/${role}`} tag="li" gap={3} alignItems="flex-start">
          <Box width="12rem" shrink={0}>
            <MediaFrame media={{ url, thumbnailUrl: null, mime: 'image/*' }} alt={name} />
          </Box>
          <Box minWidth={0} flex="1">
            <Typography tag="p" fontWeight="bold">
              {termOf(referenceRoles, role)}
            </Typography>
            {name ? <Ellipsis variant="pi">{name}</Ellipsis> : null}
            <Rights rights={rights} />
          </Box>
        </Flex>
      ))}
    </Flex>
  );
};
