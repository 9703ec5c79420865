import { Flex } from '@strapi/design-system';
import type { Preset } from '../../../shared/presets';
import { useMessages } from '../i18n';
import { Notice } from '../ui';
import { useFieldWords } from './useFieldWords';

/** What a launch would refuse by now: configuration goes its own way. */
export const PresetProblems = ({ problems }: Pick<Preset, 'problems'>) => {
  const { t, say } = useMessages();
  const { labelOf } = useFieldWords();
  if (problems.length === 0) return null;
  return (
    <Notice of="warning" title={t('presets.problems')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {problems.map(({ path, message, zh = message }) => (
          <li key={path}>
            {t('presets.problem', { label: labelOf(path), problem: say({ en: message, zh }) })}
          </li>
        ))}
      </Flex>
    </Notice>
  );
};
