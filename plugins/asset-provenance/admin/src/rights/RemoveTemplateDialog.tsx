import { Typography } from '@strapi/design-system';
import type { LicenceTemplate } from '../../../shared/reuse';
import { useRemoveTemplateMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, useFormSend } from '../ui';

type RemoveTemplateDialogProps = { template: LicenceTemplate; onClose: () => void };

/** Removes a template; what was approved with it keeps its limits. */
export const RemoveTemplateDialog = ({ template, onClose }: RemoveTemplateDialogProps) => {
  const { t } = useMessages();
  const [remove, { isLoading }] = useRemoveTemplateMutation();
  const { send, problem } = useFormSend<unknown>({ fields: [], onDone: onClose });
  const { name, licenceTemplateId } = template;
  return (
    <FormDialog
      isDangerous
      title={t('rights.template.remove', { name })}
      act={t('rights.template.remove.act')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() => send(() => remove(licenceTemplateId), t('rights.template.removed'))}
    >
      <Typography>{t('rights.template.remove.effect')}</Typography>
    </FormDialog>
  );
};
