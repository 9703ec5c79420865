import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { useRecordElsewhereMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TermSelect, TextField, useCatalogTerms, useFormSend } from '../../ui';
import type { ChosenFile } from './useManyFiles';

const FIELDS = ['purpose', 'channel', 'tool', 'brand', 'series', 'subject'];
const TEXTS = ['brand', 'series', 'subject'] as const;

/** Takes a file that was made elsewhere under record, so that it can be submitted and reviewed. */
export const RecordDialog = ({ file, onClose }: { file: ChosenFile; onClose: () => void }) => {
  const { t } = useMessages();
  const { purposes, channels } = useCatalogTerms();
  const [record, { isLoading }] = useRecordElsewhereMutation();
  const [purpose, setPurpose] = useState<string | null>(null);
  const [channel, setChannel] = useState<string | null>(null);
  const [tool, setTool] = useState('');
  const [texts, setTexts] = useState({ brand: '', series: '', subject: '' });
  const { send, errorOf, refused, problem } = useFormSend({ fields: FIELDS, onDone: onClose });
  const { fileDocumentId, name } = file;

  const submit = () => {
    const complete = purpose && channel && tool.trim() ? { purpose, channel, tool } : null;
    const others = {
      brand: texts.brand.trim() || null,
      series: texts.series.trim() || null,
      subject: texts.subject.trim() || null,
    };
    return send(
      complete && (() => record({ fileDocumentId, record: { ...complete, ...others } })),
      t('library.recorded', { name })
    );
  };

  return (
    <FormDialog
      title={t('library.record')}
      act={t('library.record')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={submit}
    >
      <Typography>{t('library.record.effect', { name })}</Typography>
      <TermSelect
        as="field"
        isRequired
        label={t('library.purpose')}
        terms={purposes}
        value={purpose}
        error={errorOf('purpose', purpose ?? '')}
        onChange={setPurpose}
      />
      <TermSelect
        as="field"
        isRequired
        label={t('library.channel')}
        terms={channels}
        value={channel}
        error={errorOf('channel', channel ?? '')}
        onChange={setChannel}
      />
      <TextField
        isRequired
        label={t('library.record.tool')}
        value={tool}
        error={errorOf('tool', tool)}
        onChange={setTool}
      />
      {TEXTS.map((field) => (
        <TextField
          key={field}
          label={t(`library.${field}`)}
          value={texts[field]}
          error={refused(field)}
          onChange={(value) => setTexts({ ...texts, [field]: value })}
        />
      ))}
    </FormDialog>
  );
};
