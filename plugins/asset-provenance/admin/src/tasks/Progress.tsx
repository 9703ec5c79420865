import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

const Track = styled(Box)<{ $height: string }>`
  height: ${({ $height }) => $height};
  min-width: 8rem;
  flex: 1;
  overflow: hidden;
  border-radius: ${({ $height }) => $height};
  background: ${({ theme }) => theme.colors.neutral150};
`;

const Fill = styled(Box)`
  height: 100%;
  border-radius: inherit;
  background: ${({ theme }) => theme.colors.primary600};

  @media (prefers-reduced-motion: no-preference) {
    transition: width 0.4s ease-out;
  }
`;

type ProgressProps = {
  label: string;
  /** 0 to 100; null where the provider does not say. */
  value: number | null;
  isLarge?: boolean;
};

/** How far something is. The design system's bar is made for dark ground and cannot be read on ours. */
export const Progress = ({ label, value, isLarge = false }: ProgressProps) => (
  <Track
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={value ?? undefined}
    $height={isLarge ? '0.8rem' : '0.4rem'}
  >
    <Fill style={{ width: `${value ?? 0}%` }} />
  </Track>
);
