import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { toStockFile } from '../api';
import { useMessages } from '../i18n';
import type { LaunchForm, PickedReference } from './form';
import { Section } from './parts';
import { ReferenceCard } from './ReferenceCard';
import { rolesOf } from './request';
import { useStockDialog } from './stockDialog';
import { useLaunch } from './useLaunchForm';

const PATH = 'parameters.references';

const withPicked = (form: LaunchForm, files: unknown[], most: number): LaunchForm => {
  const known = new Set(form.references.map(({ fileDocumentId }) => fileDocumentId));
  const added = files
    .map(toStockFile)
    .filter((file) => file !== null)
    .filter(({ documentId }) => !known.has(documentId))
    .map(({ documentId }): PickedReference => ({
      fileDocumentId: documentId,
      role: null,
      rightsRecordId: null,
    }));
  return {
    ...form,
    references: [...form.references, ...added].slice(0, Math.max(most, known.size)),
  };
};

/** Input pictures, each with its role and the authorisation to use it. */
export const ReferencesSection = () => {
  const { t } = useMessages();
  const [isPicking, setIsPicking] = useState(false);
  const { form, offered, change, errorOf } = useLaunch();
  const Dialog = useStockDialog();
  if (!offered || offered.model.references.maximum === 0) return null;

  const { maximum } = offered.model.references;
  const roles = rolesOf(form.references, offered.model);
  const error = errorOf(PATH);
  const replace = (index: number, patch: Partial<PickedReference>) =>
    change((before) => ({
      ...before,
      references: before.references.map((one, at) => (at === index ? { ...one, ...patch } : one)),
    }));

  return (
    <Section title={t('launch.references.title')} hint={t('launch.references.hint')}>
      <Box data-field={PATH}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          {form.references.map((reference, index) => (
            <ReferenceCard
              key={reference.fileDocumentId}
              reference={reference}
              role={roles[index] ?? 'subject'}
              error={errorOf(`${PATH}.${index}.rightsRecordId`) ?? errorOf(`${PATH}.${index}.role`)}
              onChange={(patch) => replace(index, patch)}
              onRemove={() =>
                change((before) => ({
                  ...before,
                  references: before.references.filter((_, at) => at !== index),
                }))
              }
            />
          ))}
          {error ? (
            <Typography variant="pi" textColor="danger600" role="alert">
              {error}
            </Typography>
          ) : null}
          <Flex gap={3} wrap="wrap">
            <Button
              variant="secondary"
              startIcon={<Plus aria-hidden />}
              disabled={!Dialog || form.references.length >= maximum}
              onClick={() => setIsPicking(true)}
            >
              {t('launch.references.pick')}
            </Button>
            <Typography variant="pi" textColor="neutral600">
              {t('launch.references.count', { count: form.references.length, most: maximum })}
            </Typography>
          </Flex>
        </Flex>
      </Box>
      {isPicking && Dialog ? (
        <Dialog
          multiple
          allowedTypes={['images']}
          onClose={() => setIsPicking(false)}
          onSelectAssets={(files) => {
            setIsPicking(false);
            change((before) => withPicked(before, files, maximum));
          }}
        />
      ) : null}
    </Section>
  );
};
