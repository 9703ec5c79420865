import { forwardRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { Field, Textarea } from '@strapi/design-system';

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  name?: string;
  placeholder?: string;
  hint?: string;
  error?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Several lines: Enter breaks the line unless `onKeyDown` says otherwise. */
  isLong?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
};

/** A labelled text, with its hint and what is wrong with it. */
export const TextField = forwardRef<HTMLInputElement | HTMLTextAreaElement, TextFieldProps>(
  function TextField(
    {
      label,
      value,
      onChange,
      name,
      placeholder,
      hint,
      error,
      isRequired,
      isDisabled,
      isLong,
      onKeyDown,
    },
    ref
  ) {
    const control = {
      name,
      value,
      placeholder,
      disabled: isDisabled,
      onKeyDown,
      onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    };
    return (
      <Field.Root required={isRequired} hint={hint} error={error} width="100%">
        <Field.Label>{label}</Field.Label>
        {isLong ? (
          // The caller knows which of the two elements it asked for.
          <Textarea ref={ref as Ref<HTMLTextAreaElement>} {...control} />
        ) : (
          <Field.Input ref={ref as Ref<HTMLInputElement>} {...control} />
        )}
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    );
  }
);
