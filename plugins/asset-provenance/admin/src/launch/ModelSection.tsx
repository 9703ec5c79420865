import { Flex, Typography } from '@strapi/design-system';
import { Image, Play } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ModelCapabilities } from '../../../shared/catalog';
import { digitalSourceTypes, inputTypes, kinds, KINDS } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Choices } from '../ui';
import { offeredModels } from './form';
import type { OfferedModel } from './form';
import { FieldSlot, Section } from './parts';
import { lastUsedModels } from './storage';
import { durationsOf } from './presets';
import { useLaunch } from './useLaunchForm';

const kindIcons = { image: Image, video: Play };
const Tag = styled(Typography)`
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  padding: ${({ theme }) => `0 ${theme.spaces[2]}`};
`;

const SEPARATOR = '/';
const keyOf = ({ providerId, modelId }: { providerId: string; modelId: string }) =>
  `${providerId}${SEPARATOR}${modelId}`;

/** What the model can do, in a few words each. */
const useTags = () => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  return (model: ModelCapabilities): string[] => {
    const longest = durationsOf(model).at(-1);
    return [
      ...model.inputTypes.map((type) => termOf(inputTypes, type)),
      model.references.maximum > 0
        ? t('launch.model.references', { count: model.references.maximum })
        : null,
      longest ? t('launch.model.seconds', { count: longest }) : null,
      model.resolutions.at(-1) ?? null,
      model.hasSeed ? t('launch.model.seed') : null,
      model.isReproducible ? t('launch.model.reproducible') : null,
      model.hasAudio ? t('launch.model.audio') : null,
      model.outputsPerJob > 1 ? t('launch.model.per-job', { count: model.outputsPerJob }) : null,
      say(digitalSourceTypes[model.digitalSourceType]),
    ].filter((tag) => tag !== null);
  };
};

const ModelFacts = ({ offered }: { offered: OfferedModel }) => {
  const { t, say } = useMessages();
  const tagsOf = useTags();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} tag="span">
      <Flex gap={1} wrap="wrap" tag="span">
        {tagsOf(offered.model).map((tag) => (
          <Tag key={tag} variant="pi" textColor="neutral700">
            {tag}
          </Tag>
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {offered.isConfigured ? say(offered.model.priceHint) : t('launch.model.not-configured')}
      </Typography>
    </Flex>
  );
};

/** Image or video, and who makes it. */
export const ModelSection = () => {
  const { t, say } = useMessages();
  const { catalog, form, offered, change, errorOf } = useLaunch();
  const models = offeredModels(catalog, form.kind, lastUsedModels());
  const possible = KINDS.filter((kind) => offeredModels(catalog, kind, []).length > 0);

  const choose = (key: string) => {
    const chosen = models.find((one) => keyOf(one) === key);
    if (!chosen) return;
    const { providerId, modelId } = chosen;
    change(
      (before) => ({
        ...before,
        models: { ...before.models, [before.kind]: { providerId, modelId } },
      }),
      'modelId'
    );
  };

  return (
    <Section title={t('launch.model.title')}>
      <FieldSlot path="parameters.kind">
        <Choices
          look="cards"
          label={t('launch.kind')}
          isLabelHidden
          value={form.kind}
          onChange={(kind) => change({ kind, inputType: null })}
          options={possible.map((kind) => ({
            value: kind,
            label: say(kinds[kind]),
            icon: kindIcons[kind],
          }))}
        />
      </FieldSlot>
      <FieldSlot path="modelId">
        <Choices
          look="cards"
          label={t('launch.model')}
          minimum="100%"
          value={offered && keyOf(offered)}
          error={errorOf('modelId') ?? errorOf('providerId')}
          onChange={choose}
          options={models.map((one) => ({
            value: keyOf(one),
            label: `${one.model.name} · ${one.providerName}`,
            isDisabled: !one.isConfigured,
            extra: <ModelFacts offered={one} />,
          }))}
        />
      </FieldSlot>
    </Section>
  );
};
