import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import {
  addDays,
  addMonths,
  DayField,
  TextField,
  today,
  useCatalogTerms,
  useFieldError,
} from '../ui';

/** The body of a note while it is written. */
export type NoteDraft = {
  reason: string;
  questionSource: string;
  approvingOwner: string;
  recheckOn: string | null;
};
export const emptyNote: NoteDraft = {
  reason: '',
  questionSource: '',
  approvingOwner: '',
  recheckOn: null,
};

const REQUIRED = ['reason', 'questionSource', 'approvingOwner'] as const;
export const NOTE_FIELDS = [...REQUIRED, 'recheckOn'] as const;
export const isComplete = (note: NoteDraft) => REQUIRED.every((field) => note[field].trim() !== '');

const intervals: { label: MessageKey; after: (day: string) => string }[] = [
  { label: 'follow-up.in-a-week', after: (day) => addDays(day, 7) },
  { label: 'follow-up.in-a-month', after: (day) => addMonths(day, 1) },
  { label: 'follow-up.in-three-months', after: (day) => addMonths(day, 3) },
];

type NoteFieldsProps = {
  note: NoteDraft;
  onChange: (note: NoteDraft) => void;
  refusal: Refusal | null;
  /** Says which fields are missing, once the writer tried to save. */
  isTried: boolean;
};

/** What every revision note says. */
export const NoteFields = ({ note, onChange, refusal, isTried }: NoteFieldsProps) => {
  const { t } = useMessages();
  const { siteTimeZone } = useCatalogTerms();
  const refused = useFieldError(refusal);
  const set = (patch: Partial<NoteDraft>) => onChange({ ...note, ...patch });
  const errorOf = (field: (typeof REQUIRED)[number]) =>
    refused(field) ?? (isTried && note[field].trim() === '' ? t('common.required') : undefined);

  return (
    <>
      <TextField
        isLong
        isRequired
        label={t('follow-up.reason')}
        hint={t('follow-up.reason.hint')}
        value={note.reason}
        error={errorOf('reason')}
        onChange={(reason) => set({ reason })}
      />
      <TextField
        isRequired
        label={t('follow-up.source')}
        hint={t('follow-up.source.hint')}
        value={note.questionSource}
        error={errorOf('questionSource')}
        onChange={(questionSource) => set({ questionSource })}
      />
      <TextField
        isRequired
        label={t('follow-up.owner')}
        hint={t('follow-up.owner.hint')}
        value={note.approvingOwner}
        error={errorOf('approvingOwner')}
        onChange={(approvingOwner) => set({ approvingOwner })}
      />
      <Flex direction="column" alignItems="stretch" gap={2}>
        <DayField
          label={t('follow-up.recheck')}
          value={note.recheckOn}
          error={refused('recheckOn')}
          onChange={(recheckOn) => set({ recheckOn })}
        />
        <Flex gap={3} wrap="wrap">
          {intervals.map(({ label, after }) => (
            <TextButton key={label} onClick={() => set({ recheckOn: after(today(siteTimeZone)) })}>
              {t(label)}
            </TextButton>
          ))}
          <Typography variant="pi" textColor="neutral600">
            {t('follow-up.recheck.hint')}
          </Typography>
        </Flex>
      </Flex>
    </>
  );
};
