import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import type { SpendGrouping } from '../../../shared/vocabulary';
import { useRefusal, useSpendCsvMutation } from '../api';
import type { SpendPeriod } from '../api';
import { useMessages } from '../i18n';

type ExportButtonProps = { by: SpendGrouping; days: SpendPeriod; children: string };

/** Figures as a file for spreadsheets, in the reader's language. */
export const ExportButton = ({ by, days, children }: ExportButtonProps) => {
  const { t, isChinese } = useMessages();
  const refusalOf = useRefusal();
  const { toggleNotification } = useNotification();
  const [save, { isLoading }] = useSpendCsvMutation();

  const run = async () => {
    const answer = await save({ ...days, by, language: isChinese ? 'zh' : 'en' });
    toggleNotification(
      'data' in answer
        ? { type: 'success', message: t('insights.export.done', { name: answer.data }) }
        : { type: 'danger', message: refusalOf(answer.error).what }
    );
  };
  return (
    <Button
      variant="tertiary"
      startIcon={<Download aria-hidden />}
      loading={isLoading}
      onClick={run}
    >
      {children}
    </Button>
  );
};
