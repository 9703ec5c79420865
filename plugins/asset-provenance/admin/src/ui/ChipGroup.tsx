import { Flex, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { styled } from 'styled-components';

const Chip = styled.button<{ $isOn: boolean }>`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  border: 1px solid
    ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral200)};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary100 : theme.colors.neutral0)};
  color: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary700 : theme.colors.neutral800)};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  cursor: pointer;

  &:hover {
    border-color: ${({ theme }) => theme.colors.primary600};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

type ChipGroupProps<Key extends string> = {
  label: string;
  options: readonly { key: Key; label: string }[];
  value: readonly Key[];
  onChange: (value: Key[]) => void;
  hint?: string;
  error?: string;
};

/** A few things of which any number may hold; each is a button that stays pressed. */
export const ChipGroup = <Key extends string>({
  label,
  options,
  value,
  onChange,
  hint,
  error,
}: ChipGroupProps<Key>) => {
  const toggle = (key: Key) =>
    onChange(value.includes(key) ? value.filter((one) => one !== key) : [...value, key]);
  return (
    <Flex direction="column" alignItems="stretch" gap={1} role="group" aria-label={label}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
      </Typography>
      <Flex gap={2} wrap="wrap">
        {options.map(({ key, label: text }) => {
          const isOn = value.includes(key);
          return (
            <Chip
              key={key}
              type="button"
              $isOn={isOn}
              aria-pressed={isOn}
              onClick={() => toggle(key)}
            >
              {isOn ? <Check aria-hidden width="1.2rem" height="1.2rem" /> : null}
              <Typography variant="pi" textColor={isOn ? 'primary700' : 'neutral800'}>
                {text}
              </Typography>
            </Chip>
          );
        })}
      </Flex>
      {hint || error ? (
        <Typography variant="pi" textColor={error ? 'danger600' : 'neutral600'}>
          {error ?? hint}
        </Typography>
      ) : null}
    </Flex>
  );
};
