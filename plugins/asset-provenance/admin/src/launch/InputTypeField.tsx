import type { ModelCapabilities } from '../../../shared/catalog';
import { inputTypes } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Choices } from '../ui';
import { FieldSlot } from './parts';
import { inputTypeOf } from './request';
import { useLaunch } from './useLaunchForm';

const DERIVED = 'derived';

/** From a text or from a picture; follows the references unless it is chosen. */
export const InputTypeField = ({ model }: { model: ModelCapabilities }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { form, change, errorOf } = useLaunch();
  if (model.inputTypes.length < 2) return null;
  const derived = inputTypeOf({ ...form, inputType: null }, model);
  const chosen = model.inputTypes.find((type) => type === form.inputType);

  return (
    <FieldSlot path="parameters.inputType">
      <Choices
        label={t('parameter.inputType')}
        value={chosen ?? DERIVED}
        error={errorOf('parameters.inputType')}
        onChange={(value) =>
          change(
            { inputType: model.inputTypes.find((type) => type === value) ?? null },
            'parameters.inputType'
          )
        }
        options={[
          {
            value: DERIVED,
            label: t('launch.input-type.derived', { type: termOf(inputTypes, derived) }),
          },
          ...model.inputTypes.map((type) => ({ value: type, label: termOf(inputTypes, type) })),
        ]}
      />
    </FieldSlot>
  );
};
