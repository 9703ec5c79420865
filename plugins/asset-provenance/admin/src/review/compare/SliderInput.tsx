import { styled } from 'styled-components';

const Range = styled.input`
  width: 100%;
  accent-color: ${({ theme }) => theme.colors.primary600};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

type SliderInputProps = {
  label: string;
  value: number;
  maximum: number;
  step: number;
  onChange: (value: number) => void;
};

/** A position, by dragging, by keys, or by a click. */
export const SliderInput = ({ label, value, maximum, step, onChange }: SliderInputProps) => (
  <Range
    type="range"
    aria-label={label}
    min={0}
    max={maximum}
    step={step}
    value={value}
    onChange={(event) => onChange(Number(event.target.value))}
  />
);
