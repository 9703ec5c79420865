import { useId } from 'react';
import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { css, styled } from 'styled-components';
import type { Icon } from './icon';

type Look = 'cards' | 'chips' | 'segments';

const Fieldset = styled.fieldset`
  border: 0;
  margin: 0;
  padding: 0;
  min-width: 0;
`;

const looks = {
  cards: css`
    padding: ${({ theme }) => theme.spaces[3]};
    border-radius: ${({ theme }) => theme.borderRadius};
  `,
  chips: css`
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
    border-radius: ${({ theme }) => theme.borderRadius};
  `,
  segments: css`
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
    white-space: nowrap;

    &:not(:first-of-type) {
      margin-left: -1px;
    }
    &:first-of-type {
      border-radius: ${({ theme }) => `${theme.borderRadius} 0 0 ${theme.borderRadius}`};
    }
    &:last-of-type {
      border-radius: ${({ theme }) => `0 ${theme.borderRadius} ${theme.borderRadius} 0`};
    }
  `,
};

const Option = styled.label<{ $look: Look; $isOn: boolean; $isDisabled: boolean }>`
  position: relative;
  display: flex;
  align-items: ${({ $look }) => ($look === 'cards' ? 'stretch' : 'center')};
  min-width: 0;
  z-index: ${({ $isOn }) => ($isOn ? 1 : 0)};
  border: 1px solid
    ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral200)};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary100 : theme.colors.neutral0)};
  color: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral600)};
  cursor: ${({ $isDisabled }) => ($isDisabled ? 'not-allowed' : 'pointer')};
  opacity: ${({ $isDisabled }) => ($isDisabled ? 0.6 : 1)};
  ${({ $look }) => looks[$look]}

  &:hover {
    border-color: ${({ theme, $isDisabled }) => ($isDisabled ? undefined : theme.colors.primary600)};
  }

  &:has(:focus-visible) {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }

  input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
`;

const List = styled(Box)<{ $look: Look; $minimum: string }>`
  display: ${({ $look }) => ($look === 'cards' ? 'grid' : $look === 'segments' ? 'inline-flex' : 'flex')};
  flex-wrap: ${({ $look }) => ($look === 'chips' ? 'wrap' : 'nowrap')};
  gap: ${({ theme, $look }) => ($look === 'segments' ? 0 : theme.spaces[2])};
  grid-template-columns: repeat(auto-fill, minmax(min(${({ $minimum }) => $minimum}, 100%), 1fr));
`;

export type Choice<Value extends string> = {
  value: Value;
  label: string;
  icon?: Icon;
  /** Cards: one sentence under the label. */
  detail?: string;
  /** Cards: tags and the like below; anywhere: in front of the label. */
  extra?: ReactNode;
  isDisabled?: boolean;
};

type ChoicesProps<Value extends string> = {
  label: string;
  options: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  look?: Look;
  isLabelHidden?: boolean;
  isRequired?: boolean;
  /** Behind the label: where the value came from, an act. */
  labelAction?: ReactNode;
  hint?: string;
  error?: string;
  /** Least width of a card. */
  minimum?: string;
};

const Words = <Value extends string>({
  option,
  isOn,
  look,
}: {
  option: Choice<Value>;
  isOn: boolean;
  look: Look;
}) => {
  const { label, icon: Icon, detail, extra } = option;
  const isCard = look === 'cards';
  const text = (
    <Typography
      variant={isCard ? 'omega' : 'pi'}
      fontWeight={isCard || isOn ? 'semiBold' : undefined}
      textColor={isOn ? 'primary700' : 'neutral800'}
    >
      {label}
    </Typography>
  );
  if (!isCard) {
    return (
      <Flex gap={2} tag="span">
        {Icon ? <Icon aria-hidden width="1.4rem" height="1.4rem" /> : null}
        {extra}
        {text}
      </Flex>
    );
  }
  return (
    <Flex gap={3} alignItems="flex-start" width="100%" tag="span">
      {Icon ? <Icon aria-hidden width="2rem" height="2rem" style={{ flexShrink: 0 }} /> : null}
      <Flex direction="column" alignItems="stretch" gap={1} minWidth={0} flex="1" tag="span">
        {text}
        {detail ? (
          <Typography variant="pi" textColor="neutral600">
            {detail}
          </Typography>
        ) : null}
        {extra}
      </Flex>
    </Flex>
  );
};

/** One of a few things, all of them in sight: native radio buttons as cards, chips or joined segments. */
export const Choices = <Value extends string>({
  label,
  options,
  value,
  onChange,
  look = 'chips',
  isLabelHidden = false,
  isRequired = false,
  labelAction,
  hint,
  error,
  minimum = '20rem',
}: ChoicesProps<Value>) => {
  const name = useId();
  const note = error ?? hint;
  return (
    <Fieldset
      aria-label={label}
      aria-describedby={note ? `${name}-note` : undefined}
      aria-invalid={error ? true : undefined}
    >
      {isLabelHidden ? null : (
        <Flex gap={2} paddingBottom={1} wrap="wrap" aria-hidden={labelAction ? undefined : true}>
          <Typography variant="pi" fontWeight="bold" textColor="neutral800">
            {label}
            {isRequired ? (
              <Typography tag="span" textColor="danger600">
                *
              </Typography>
            ) : null}
          </Typography>
          {labelAction}
        </Flex>
      )}
      <List $look={look} $minimum={minimum}>
        {options.map((option) => {
          const isOn = option.value === value;
          return (
            <Option
              key={option.value}
              $look={look}
              $isOn={isOn}
              $isDisabled={option.isDisabled ?? false}
            >
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={isOn}
                disabled={option.isDisabled}
                onChange={() => onChange(option.value)}
              />
              <Words option={option} isOn={isOn} look={look} />
            </Option>
          );
        })}
      </List>
      {note ? (
        <Box paddingTop={1}>
          <Typography
            id={`${name}-note`}
            variant="pi"
            textColor={error ? 'danger600' : 'neutral600'}
          >
            {note}
          </Typography>
        </Box>
      ) : null}
    </Fieldset>
  );
};
