import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useMessages } from '../i18n';
import { Choices } from '../ui';
import { FieldSlot, UsualMark } from './parts';
import { RatioShape } from './RatioShape';
import { useLaunch } from './useLaunchForm';

/** More options than this are a list to open. */
const IN_SIGHT = 8;

type OneOfProps<Value extends string | number> = {
  label: string;
  path: string;
  values: readonly Value[];
  value: Value | null;
  onChange: (value: Value) => void;
  wordOf?: (value: Value) => string;
  isUsual?: boolean;
  hint?: string;
};

/** One of the values that the model has: in sight while they are few, else a list. */
export const OneOf = <Value extends string | number>({
  label,
  path,
  values,
  value,
  onChange,
  wordOf = String,
  isUsual = false,
  hint,
}: OneOfProps<Value>) => {
  const { errorOf } = useLaunch();
  const choose = (key: string) => {
    const chosen = values.find((one) => String(one) === key);
    if (chosen !== undefined) onChange(chosen);
  };
  if (values.length === 0) return null;
  return (
    <FieldSlot path={path}>
      {values.length <= IN_SIGHT ? (
        <Choices
          label={label}
          labelAction={<UsualMark path={path} isUsual={isUsual} />}
          value={value === null ? null : String(value)}
          onChange={choose}
          hint={hint}
          error={errorOf(path)}
          options={values.map((one) => ({ value: String(one), label: wordOf(one) }))}
        />
      ) : (
        <Field.Root hint={hint} error={errorOf(path)} width="100%">
          <Field.Label action={<UsualMark path={path} isUsual={isUsual} />}>{label}</Field.Label>
          <SingleSelect
            value={value === null ? null : String(value)}
            onChange={(key) => choose(String(key))}
          >
            {values.map((one) => (
              <SingleSelectOption key={one} value={String(one)}>
                {wordOf(one)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      )}
    </FieldSlot>
  );
};

/** The ratios that the model has, as shapes. */
export const RatioField = ({
  values,
  value,
  onChange,
  isUsual,
}: {
  values: readonly string[];
  value: string;
  onChange: (value: string) => void;
  isUsual: boolean;
}) => {
  const { t } = useMessages();
  const { errorOf, specification } = useLaunch();
  const misses = specification !== null && specification.aspectRatio !== value;
  return (
    <FieldSlot path="parameters.aspectRatio">
      <Choices
        label={t('parameter.aspectRatio')}
        labelAction={<UsualMark path="parameters.aspectRatio" isUsual={isUsual} />}
        value={value}
        onChange={onChange}
        error={errorOf('parameters.aspectRatio')}
        hint={misses ? t('launch.ratio.differs', { wanted: specification.aspectRatio }) : undefined}
        options={values.map((ratio) => ({
          value: ratio,
          label: ratio,
          extra: <RatioShape aspectRatio={ratio} side="2.4rem" isOn={ratio === value} />,
        }))}
      />
    </FieldSlot>
  );
};
