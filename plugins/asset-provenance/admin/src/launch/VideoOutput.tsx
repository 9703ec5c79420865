import { Field, Toggle } from '@strapi/design-system';
import type { ModelCapabilities } from '../../../shared/catalog';
import { cameraMotions } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import type { VideoChoice } from './form';
import { InputTypeField } from './InputTypeField';
import { OneOf, RatioField } from './outputFields';
import { FieldSlot, Pair } from './parts';
import { countsOf, durationsOf, usualVideo } from './usual';
import { useLaunch } from './useLaunchForm';

export const VideoOutput = ({ model }: { model: ModelCapabilities }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { duration } = useFormat();
  const { form, specification, change, errorOf } = useLaunch();
  const { video, stage, purpose } = form;
  const set = (patch: Partial<VideoChoice>) =>
    change((before) => ({ ...before, video: { ...before.video, ...patch } }));

  const usual = purpose ? usualVideo({ model, stage, specification, current: video }) : null;
  const isSet = (field: keyof VideoChoice) => usual?.[field] === video[field];
  const longest = specification?.maxDurationSeconds;

  return (
    <>
      <InputTypeField model={model} />
      <RatioField
        values={model.aspectRatios}
        value={video.aspectRatio}
        isUsual={isSet('aspectRatio')}
        onChange={(aspectRatio) => set({ aspectRatio })}
      />
      <Pair>
        <OneOf
          label={t('parameter.durationSeconds')}
          path="parameters.durationSeconds"
          values={durationsOf(model)}
          value={video.durationSeconds}
          wordOf={duration}
          hint={longest ? t('launch.duration.most', { seconds: longest }) : undefined}
          onChange={(durationSeconds) => set({ durationSeconds })}
        />
        <OneOf
          label={t('parameter.resolution')}
          path="parameters.resolution"
          values={model.resolutions}
          value={video.resolution}
          isUsual={isSet('resolution')}
          onChange={(resolution) => set({ resolution })}
        />
      </Pair>
      <OneOf
        label={t('parameter.cameraMotion')}
        path="parameters.cameraMotion"
        values={model.cameraMotions}
        value={video.cameraMotion}
        wordOf={(motion) => termOf(cameraMotions, motion)}
        onChange={(cameraMotion) => set({ cameraMotion })}
      />
      <Pair>
        <OneOf
          label={t('parameter.frameRate')}
          path="parameters.frameRate"
          values={model.frameRates}
          value={video.frameRate}
          wordOf={(rate) => t('unit.frames', { value: rate })}
          isUsual={isSet('frameRate')}
          onChange={(frameRate) => set({ frameRate })}
        />
        {model.maxCount > 1 ? (
          <OneOf
            label={t('parameter.count')}
            path="parameters.count"
            values={countsOf(model)}
            value={video.count}
            isUsual={isSet('count')}
            onChange={(count) => set({ count })}
          />
        ) : null}
      </Pair>
      {model.hasAudio ? (
        <FieldSlot path="parameters.audio">
          <Field.Root error={errorOf('parameters.audio')}>
            <Field.Label>{t('parameter.audio')}</Field.Label>
            <Toggle
              onLabel={t('common.yes')}
              offLabel={t('common.no')}
              checked={video.audio}
              onChange={(event) => set({ audio: event.target.checked })}
            />
            <Field.Error />
          </Field.Root>
        </FieldSlot>
      ) : null}
    </>
  );
};
