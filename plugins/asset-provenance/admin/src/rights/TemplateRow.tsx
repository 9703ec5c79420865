import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import type { LicenceTemplate } from '../../../shared/reuse';
import { useMessages } from '../i18n';
import { LimitsList, RelativeTime, useCatalogTerms } from '../ui';

type TemplateRowProps = { template: LicenceTemplate; onEdit: () => void; onRemove: () => void };

/** One template with what it allows. */
export const TemplateRow = ({ template, onEdit, onRemove }: TemplateRowProps) => {
  const { t } = useMessages();
  const { purposeOf } = useCatalogTerms();
  const { name, purposes, validForDays, limits, changedBy, changedAt } = template;
  return (
    <Box
      tag="article"
      aria-label={name}
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={5}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4}>
        <Flex direction="column" alignItems="stretch" gap={3} flex="1">
          <Typography fontWeight="bold">{name}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {purposes.length > 0 ? purposes.map(purposeOf).join(', ') : t('rights.template.all')}
            {' · '}
            {validForDays === null
              ? t('rights.template.as-limits')
              : t('rights.template.days', { days: validForDays })}
            {' · '}
            {changedBy} · <RelativeTime at={changedAt} />
          </Typography>
          <LimitsList limits={limits} />
        </Flex>
        <Flex gap={1}>
          <IconButton label={t('rights.template.edit', { name })} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton label={t('rights.template.remove', { name })} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Flex>
      </Flex>
    </Box>
  );
};
