import { Box, Button } from '@strapi/design-system';
import { verdicts } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Notice } from '../ui';
import type { Decided } from './decided';
import { KeyHint } from './KeyHint';

/** What was just decided, with the way back to it. */
export const DecidedNotice = ({ decided, onAgain }: { decided: Decided; onAgain: () => void }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { title, verdict } = decided;
  return (
    <Box paddingBottom={4}>
      <Notice
        of="success"
        role="status"
        action={
          <Button size="S" variant="tertiary" onClick={onAgain} endIcon={<KeyHint>Z</KeyHint>}>
            {t('review.decide-again')}
          </Button>
        }
      >
        {t('review.decided', { title, verdict: termOf(verdicts, verdict) })}
      </Notice>
    </Box>
  );
};
