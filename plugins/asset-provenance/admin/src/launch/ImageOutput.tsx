import type { ModelCapabilities } from '../../../shared/catalog';
import { qualities } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import type { ImageChoice } from './form';
import { OneOf, RatioField } from './outputFields';
import { InputTypeField } from './InputTypeField';
import { countsOf, usualImage, usualSize, sizesOf } from './usual';
import { useLaunch } from './useLaunchForm';

export const ImageOutput = ({ model }: { model: ModelCapabilities }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { form, specification, change } = useLaunch();
  const { image, stage, purpose } = form;
  const set = (patch: Partial<ImageChoice>) =>
    change((before) => ({ ...before, image: { ...before.image, ...patch } }));

  const usual = purpose ? usualImage({ model, stage, specification, current: image }) : null;
  const isSet = (field: keyof ImageChoice) => usual?.[field] === image[field];
  const sizeOf = (ratio: string) => usualSize({ model, stage, specification }, ratio);

  return (
    <>
      <InputTypeField model={model} />
      <RatioField
        values={model.aspectRatios}
        value={image.aspectRatio}
        isUsual={isSet('aspectRatio')}
        onChange={(aspectRatio) => set({ aspectRatio, size: sizeOf(aspectRatio) })}
      />
      <OneOf
        label={t('parameter.size')}
        path="parameters.size"
        values={sizesOf(model, image.aspectRatio)}
        value={image.size}
        wordOf={(size) => size.replace('x', ' × ')}
        isUsual={isSet('size')}
        onChange={(size) => set({ size })}
      />
      <OneOf
        label={t('parameter.quality')}
        path="parameters.quality"
        values={model.qualities}
        value={image.quality}
        wordOf={(quality) => termOf(qualities, quality)}
        isUsual={isSet('quality')}
        onChange={(quality) => set({ quality })}
      />
      {model.maxCount > 1 ? (
        <OneOf
          label={t('parameter.count')}
          path="parameters.count"
          values={countsOf(model)}
          value={image.count}
          isUsual={isSet('count')}
          onChange={(count) => set({ count })}
        />
      ) : null}
    </>
  );
};
