import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { LicenceTemplate } from '../../../shared/reuse';
import { useTemplatesQuery } from '../api';
import { useMessages } from '../i18n';
import { EmptyState, ErrorState, LoadingRows } from '../ui';
import { RemoveTemplateDialog } from './RemoveTemplateDialog';
import { TemplateDialog } from './TemplateDialog';
import { TemplateRow } from './TemplateRow';

type Editing = { template: LicenceTemplate | null; act: 'write' | 'remove' };

/** Limits that are used again and again: what approving is prefilled with. */
export const Templates = () => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching } = useTemplatesQuery();
  const [editing, setEditing] = useState<Editing | null>(null);
  const close = () => setEditing(null);
  const add = (
    <Button
      startIcon={<Plus aria-hidden />}
      onClick={() => setEditing({ template: null, act: 'write' })}
    >
      {t('rights.template.add')}
    </Button>
  );

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows count={3} />;
    if (data.length === 0)
      return <EmptyState action={add}>{t('rights.template.empty')}</EmptyState>;
    return (
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="flex-end">{add}</Flex>
        {data.map((template) => (
          <TemplateRow
            key={template.licenceTemplateId}
            template={template}
            onEdit={() => setEditing({ template, act: 'write' })}
            onRemove={() => setEditing({ template, act: 'remove' })}
          />
        ))}
      </Flex>
    );
  };
  return (
    <>
      {content()}
      {editing?.act === 'write' ? (
        <TemplateDialog template={editing.template} onClose={close} />
      ) : null}
      {editing?.act === 'remove' && editing.template ? (
        <RemoveTemplateDialog template={editing.template} onClose={close} />
      ) : null}
    </>
  );
};
