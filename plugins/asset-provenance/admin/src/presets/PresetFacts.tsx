import { Badge, Flex, Typography } from '@strapi/design-system';
import type { Preset } from '../../../shared/presets';
import { kinds } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { useFieldWords } from './useFieldWords';

/** Whose it is, which version, and whether others see it. */
export const PresetStanding = ({
  preset,
}: {
  preset: Pick<Preset, 'version' | 'isOwn' | 'owner'> & { isShared?: boolean };
}) => {
  const { t } = useMessages();
  return (
    <Flex gap={2} wrap="wrap" tag="span">
      <Typography variant="pi" textColor="neutral600">
        {t('presets.version', { version: preset.version })}
        {' · '}
        {preset.isOwn ? t('presets.own') : preset.owner.name}
      </Typography>
      {preset.isShared ? <Badge>{t('presets.shared')}</Badge> : null}
    </Flex>
  );
};

/** What it sets, in one line. */
export const usePresetSummary = () => {
  const termOf = useTerm();
  const { valueOf } = useFieldWords();
  return ({ content }: Pick<Preset, 'content'>): string =>
    [
      valueOf('purpose', content.purpose),
      valueOf('channel', content.channel),
      termOf(kinds, content.parameters.kind),
      valueOf('modelId', content.modelId),
      valueOf('stage', content.stage),
    ]
      .filter(Boolean)
      .join(' · ');
};
