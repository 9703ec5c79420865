import { Box, Button } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import type { Refusal } from '../../api';
import { useMessages } from '../../i18n';
import type { MessageKey } from '../../i18n';
import { Notice } from '../../ui';

type Explained = { what: MessageKey; next: MessageKey };

/** Conflicts that we know by their code are explained in the reader's language. */
const explained: Record<string, Explained> = {
  decided_meanwhile: { what: 'review.conflict.decided', next: 'review.conflict.decided.next' },
  nothing_to_supersede: { what: 'review.conflict.decided', next: 'review.conflict.decided.next' },
  file_changed: { what: 'review.conflict.file', next: 'review.conflict.file.next' },
  not_waiting: { what: 'review.conflict.not-waiting', next: 'review.conflict.decided.next' },
};

type RefusalNoticeProps = {
  refusal: Refusal | null;
  /** Paths that the open form shows beside its inputs: a refusal of those is not repeated here. */
  fields: RegExp;
  onLoad: () => void;
};

/** Why a verdict was not taken; where the case moved on, *load again*. */
export const RefusalNotice = ({ refusal, fields, onLoad }: RefusalNoticeProps) => {
  const { t } = useMessages();
  if (!refusal || Object.keys(refusal.fields).some((path) => fields.test(path))) return null;
  const known = refusal.code ? explained[refusal.code] : undefined;
  const isConflict = refusal.status === 409;
  return (
    <Box padding={3}>
      <Notice
        of="danger"
        role="alert"
        title={known ? t(known.what) : refusal.what}
        action={
          isConflict ? (
            <Button
              size="S"
              variant="secondary"
              startIcon={<ArrowClockwise aria-hidden />}
              onClick={onLoad}
            >
              {t('review.load-again')}
            </Button>
          ) : undefined
        }
      >
        {known ? t(known.next) : [refusal.why, refusal.next].filter(Boolean).join(' ')}
      </Notice>
    </Box>
  );
};
