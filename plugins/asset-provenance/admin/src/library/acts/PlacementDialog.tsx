import { useState } from 'react';
import { aiDeclarations } from '../../../../shared/vocabulary';
import type { AiDeclaration } from '../../../../shared/vocabulary';
import { useRecordPlacementMutation } from '../../api';
import { useMessages } from '../../i18n';
import {
  DayField,
  FormDialog,
  TermSelect,
  TextField,
  today,
  useCatalogTerms,
  useFormSend,
} from '../../ui';

const FIELDS = ['channel', 'url', 'placedOn', 'aiDeclaration', 'note'];
type PlacementDialogProps = { fileDocumentId: string; onClose: () => void };

/** Records a use that no entry here shows. */
export const PlacementDialog = ({ fileDocumentId, onClose }: PlacementDialogProps) => {
  const { t } = useMessages();
  const { channels, siteTimeZone } = useCatalogTerms();
  const [record, { isLoading }] = useRecordPlacementMutation();
  const [channel, setChannel] = useState<string | null>(null);
  const [url, setUrl] = useState('');
  const [placedOn, setPlacedOn] = useState<string | null>(() => today(siteTimeZone));
  const [aiDeclaration, setDeclaration] = useState<AiDeclaration | null>(null);
  const [note, setNote] = useState('');
  const { send, errorOf, refused, problem } = useFormSend({ fields: FIELDS, onDone: onClose });
  const complete =
    channel && placedOn && aiDeclaration ? { channel, placedOn, aiDeclaration } : null;
  const placement = { url: url.trim() || null, note: note.trim() || null };

  return (
    <FormDialog
      title={t('library.used.record')}
      act={t('common.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          complete && (() => record({ fileDocumentId, placement: { ...complete, ...placement } })),
          t('library.used.recorded')
        )
      }
    >
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
        label={t('library.used.where')}
        hint={t('library.used.where.hint')}
        placeholder="https://"
        value={url}
        error={refused('url')}
        onChange={setUrl}
      />
      <DayField
        isRequired
        label={t('library.used.day')}
        value={placedOn}
        error={errorOf('placedOn', placedOn ?? '')}
        onChange={setPlacedOn}
      />
      <TermSelect
        as="field"
        isRequired
        label={t('library.used.declaration')}
        terms={aiDeclarations}
        value={aiDeclaration}
        error={errorOf('aiDeclaration', aiDeclaration ?? '')}
        onChange={setDeclaration}
      />
      <TextField
        isLong
        label={t('library.used.note')}
        value={note}
        error={refused('note')}
        onChange={setNote}
      />
    </FormDialog>
  );
};
