import { Typography } from '@strapi/design-system';
import type { TaskDetail } from '../../../shared/tasks';
import { usePermissions } from '../access';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { useFieldWords } from '../presets/useFieldWords';
import { TextLink } from '../ui';

type FromPreset = Pick<TaskDetail, 'changedSincePreset'> & {
  preset: NonNullable<TaskDetail['preset']>;
};

/** Which version of which preset filled the launch, and what its owner changed of it. */
export const PresetFact = ({ preset, changedSincePreset }: FromPreset) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const { labelOf } = useFieldWords();
  const { presetId, name, version } = preset;
  const words = t('presets.of-task', { name, version });
  return (
    <>
      {can('task.launch') ? <TextLink to={paths.preset(presetId)}>{words}</TextLink> : words}
      {changedSincePreset && changedSincePreset.length > 0 ? (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('presets.changed-since', { fields: changedSincePreset.map(labelOf).join(', ') })}
        </Typography>
      ) : null}
    </>
  );
};
