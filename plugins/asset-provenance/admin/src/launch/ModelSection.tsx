import { useState } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import { Image, Play } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ModelCapabilities } from '../../../shared/catalog';
import { digitalSourceTypes, inputTypes, kinds, KINDS } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Choices } from '../ui';
import { cancelKeys } from './cancelKeys';
import { offeredModels } from './form';
import type { OfferedModel } from './form';
import { FieldSlot, Section } from './parts';
import { lastUsedModels } from './storage';
import { durationsOf } from './usual';
import { SwitchNotice } from './SwitchNotice';
import { useLaunch } from './useLaunchForm';

const kindIcons = { image: Image, video: Play };
const Tag = styled(Typography)`
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  padding: ${({ theme }) => `0 ${theme.spaces[2]}`};
`;

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
      model.cameraMotions.length > 0 ? t('launch.model.camera') : null,
      model.maxCount > 1 ? t('launch.model.count', { count: model.maxCount }) : null,
      model.outputsPerJob > 1 ? t('launch.model.per-job', { count: model.outputsPerJob }) : null,
      say(digitalSourceTypes[model.digitalSourceType]),
    ].filter((tag) => tag !== null);
  };
};

const ModelFacts = ({ model }: { model: ModelCapabilities }) => {
  const { say } = useMessages();
  const tagsOf = useTags();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} tag="span">
      <Flex gap={1} wrap="wrap" tag="span">
        {tagsOf(model).map((tag) => (
          <Tag key={tag} variant="pi" textColor="neutral700">
            {tag}
          </Tag>
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {say(model.priceHint)}
      </Typography>
    </Flex>
  );
};

/** Providers of these models, in their order. */
const providersOf = (models: readonly OfferedModel[]) => [
  ...new Map(models.map(({ provider }) => [provider.id, provider])).values(),
];

/** More models than this are a long way to the prompt. */
const IN_SIGHT = 4;

/** The first few, and the chosen one wherever it stands; all when one more would be all. */
const firstOf = (models: readonly OfferedModel[], chosenId: string | undefined) =>
  models.length <= IN_SIGHT + 1
    ? models
    : models.filter(({ modelId }, index) => index < IN_SIGHT || modelId === chosenId);

/** Who makes it, and with which model. */
const ModelField = () => {
  const { t } = useMessages();
  const { catalog, form, offered, chooseModel, errorOf } = useLaunch();
  const models = offeredModels(catalog, form.kind, lastUsedModels());
  const providers = providersOf(models);
  const provider = offered?.provider ?? providers[0];
  const cancelKey = provider && cancelKeys[provider.cancel];
  const ofProvider = models.filter(({ providerId }) => providerId === provider?.id);
  const [isLong, setIsLong] = useState(false);
  const shown = isLong ? ofProvider : firstOf(ofProvider, offered?.modelId);
  const choose = (chosen: OfferedModel | undefined) => {
    if (chosen) chooseModel({ providerId: chosen.providerId, modelId: chosen.modelId });
  };

  return (
    <>
      <FieldSlot path="providerId">
        <Choices
          label={t('launch.provider')}
          value={provider?.id ?? null}
          error={errorOf('providerId')}
          hint={cancelKey ? t(cancelKey) : undefined}
          onChange={(id) => choose(models.find(({ providerId }) => providerId === id))}
          options={providers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FieldSlot>
      <FieldSlot path="modelId">
        <Choices
          look="cards"
          label={t('launch.model')}
          minimum="100%"
          value={offered?.modelId ?? null}
          error={errorOf('modelId')}
          onChange={(id) => choose(ofProvider.find(({ modelId }) => modelId === id))}
          options={shown.map(({ modelId, model }) => ({
            value: modelId,
            label: model.name,
            extra: <ModelFacts model={model} />,
          }))}
        />
      </FieldSlot>
      {shown.length < ofProvider.length ? (
        <Flex>
          <TextButton onClick={() => setIsLong(true)}>
            {t('launch.model.all', { count: ofProvider.length })}
          </TextButton>
        </Flex>
      ) : null}
      <SwitchNotice />
    </>
  );
};

/** Image or video, and who makes it. */
export const ModelSection = () => {
  const { t, say } = useMessages();
  const { catalog, form, change } = useLaunch();
  const possible = KINDS.filter((kind) => offeredModels(catalog, kind, []).length > 0);

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
      <ModelField />
    </Section>
  );
};
