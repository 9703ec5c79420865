import { useState } from 'react';
import {
  Checkbox,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { NOTICE_KINDS, noticeKinds } from '../../../shared/vocabulary';
import type { NoticeKind } from '../../../shared/vocabulary';
import type { NoticePreferences } from '../../../shared/notices';
import { useChangePreferencesMutation } from '../api';
import { useMessages, useTerm } from '../i18n';
import { FormDialog, useFormSend } from '../ui';

const DIGESTS: readonly NoticePreferences['digest'][] = ['never', 'hourly', 'daily'];

type PreferencesDialogProps = { current: NoticePreferences; onClose: () => void };

/** How often by e-mail, and which kinds at all. */
export const PreferencesDialog = ({ current, onClose }: PreferencesDialogProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const [change, { isLoading }] = useChangePreferencesMutation();
  const [digest, setDigest] = useState(current.digest);
  const [muted, setMuted] = useState<readonly NoticeKind[]>(current.muted);
  const { send, problem } = useFormSend({ fields: [], onDone: onClose });

  const toggle = (kind: NoticeKind, isWanted: boolean) =>
    setMuted((before) =>
      isWanted ? before.filter((one) => one !== kind) : [...new Set([...before, kind])]
    );

  return (
    <FormDialog
      title={t('notices.preferences')}
      act={t('common.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(() => change({ digest, muted: [...muted] }), t('notices.preferences.saved'))
      }
    >
      <Field.Root hint={t('notices.digest.hint')}>
        <Field.Label>{t('notices.digest')}</Field.Label>
        <SingleSelect
          value={digest}
          onChange={(chosen) => setDigest(DIGESTS.find((one) => one === chosen) ?? 'never')}
        >
          {DIGESTS.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(`notices.digest.${one}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
      <Flex
        tag="fieldset"
        direction="column"
        alignItems="flex-start"
        gap={2}
        style={{ border: 0, padding: 0 }}
      >
        <Typography tag="legend" variant="pi" fontWeight="bold">
          {t('notices.kinds')}
        </Typography>
        {NOTICE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            checked={!muted.includes(kind)}
            onCheckedChange={(isWanted) => toggle(kind, isWanted === true)}
          >
            {termOf(noticeKinds, kind)}
          </Checkbox>
        ))}
      </Flex>
    </FormDialog>
  );
};
