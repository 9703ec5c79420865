import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Shield } from '@strapi/icons';
import { rightsKinds } from '../../../shared/vocabulary';
import type { RightsKind } from '../../../shared/vocabulary';
import { useAct, useRecordRightsMutation } from '../api';
import { useMessages } from '../i18n';
import { DayField, TermSelect, TextField } from '../ui';
import { EvidenceField } from './EvidenceField';
import type { Evidence } from './EvidenceField';
import { Pair } from './parts';
import { useFieldMessage } from './useFieldMessage';

type RightsFormProps = {
  fileDocumentId: string;
  /** There was an authorisation, and it does not hold any more. */
  hasEnded: boolean;
  error: string | undefined;
  onRecorded: (rightsRecordId: string) => void;
};

const nothing = {
  kind: 'own_work' as RightsKind,
  holder: '',
  scope: '',
  validUntil: null as string | null,
  evidence: null as Evidence | null,
};

/** States the authorisation of one picture; without one it cannot be used. */
export const RightsForm = ({ fileDocumentId, hasEnded, error, onRecorded }: RightsFormProps) => {
  const { t } = useMessages();
  const act = useAct();
  const fieldMessage = useFieldMessage();
  const [record, { isLoading }] = useRecordRightsMutation();
  const [values, setValues] = useState(nothing);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (patch: Partial<typeof nothing>) => {
    setValues((before) => ({ ...before, ...patch }));
    setErrors({});
  };
  const errorOf = (path: string) => errors[path] && fieldMessage(path, errors[path]);

  const save = async () => {
    const { evidence, ...stated } = values;
    const evidenceFileDocumentId = evidence?.documentId ?? null;
    const done = await act(
      record({ fileDocumentId, ...stated, evidenceFileDocumentId }),
      t('launch.rights.recorded')
    );
    if (done.ok) onRecorded(done.data.rightsRecordId);
    else setErrors(done.refusal.fields);
  };

  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={3}
      background="neutral100"
      borderColor={error ? 'danger600' : 'warning200'}
      hasRadius
      padding={3}
      role="group"
      aria-label={t('launch.rights.title')}
    >
      <Flex gap={2} alignItems="flex-start">
        <Flex shrink={0} paddingTop={1}>
          <Shield aria-hidden fill="warning600" width="1.4rem" height="1.4rem" />
        </Flex>
        <Typography variant="pi" fontWeight="bold" textColor={error ? 'danger600' : 'neutral800'}>
          {t(hasEnded ? 'launch.rights.ended' : 'launch.rights.missing')}
        </Typography>
      </Flex>
      <Pair>
        <TermSelect
          as="field"
          label={t('launch.rights.kind')}
          terms={rightsKinds}
          value={values.kind}
          isClearable={false}
          isRequired
          onChange={(kind) => set({ kind: kind ?? 'own_work' })}
        />
        <TextField
          label={t('launch.rights.holder')}
          value={values.holder}
          isRequired
          error={errorOf('holder')}
          onChange={(holder) => set({ holder })}
        />
      </Pair>
      <TextField
        label={t('launch.rights.scope')}
        hint={t('launch.rights.scope.hint')}
        value={values.scope}
        isRequired
        error={errorOf('scope')}
        onChange={(scope) => set({ scope })}
      />
      <DayField
        label={t('launch.rights.valid-until')}
        hint={t('launch.rights.valid-until.hint')}
        value={values.validUntil}
        error={errorOf('validUntil')}
        onChange={(validUntil) => set({ validUntil })}
      />
      <EvidenceField
        value={values.evidence}
        error={errorOf('evidenceFileDocumentId')}
        onChange={(evidence) => set({ evidence })}
      />
      <Flex>
        <Button size="S" loading={isLoading} onClick={() => void save()}>
          {t('launch.rights.record')}
        </Button>
      </Flex>
    </Flex>
  );
};
