import { Button, TextButton, Tooltip } from '@strapi/design-system';
import { Check, Shield } from '@strapi/icons';
import type { TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { useCopied } from '../ui';
import { useEvidence } from './evidence';

type CopyEvidenceProps = {
  task: Pick<TaskDetail, 'safeEvidence'>;
  /** As a link beside other facts, or as a button. */
  as?: 'text' | 'button';
};

/** Copies what is fit for a first enquiry, and says that it holds no secret. */
export const CopyEvidence = ({ task, as = 'button' }: CopyEvidenceProps) => {
  const { t } = useMessages();
  const { isCopied, copyText } = useCopied();
  const { asText } = useEvidence(task);
  const Icon = isCopied ? Check : Shield;
  const word = t(isCopied ? 'common.copied' : 'tasks.evidence.copy');
  const onClick = () => void copyText(asText);

  return (
    <Tooltip label={t('tasks.evidence.hint')}>
      {as === 'text' ? (
        <TextButton
          startIcon={<Icon aria-hidden width="1.2rem" height="1.2rem" />}
          onClick={onClick}
        >
          {word}
        </TextButton>
      ) : (
        <Button variant="tertiary" startIcon={<Icon aria-hidden />} onClick={onClick}>
          {word}
        </Button>
      )}
    </Tooltip>
  );
};
