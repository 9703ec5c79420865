import { Box, Flex, Typography } from '@strapi/design-system';
import { css, styled } from 'styled-components';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';

type PartOf = 'spent' | 'reserved' | 'launch' | 'over' | 'left';

const looks = {
  spent: css`
    background: ${({ theme }) => theme.colors.primary600};
  `,
  reserved: css`
    background: repeating-linear-gradient(
      135deg,
      ${({ theme }) => theme.colors.primary600} 0 0.2rem,
      ${({ theme }) => theme.colors.primary200} 0.2rem 0.4rem
    );
  `,
  launch: css`
    background: ${({ theme }) => theme.colors.success500};
  `,
  over: css`
    background: ${({ theme }) => theme.colors.danger600};
  `,
  left: css`
    background: ${({ theme }) => theme.colors.neutral150};
    box-shadow: inset 0 0 0 1px ${({ theme }) => theme.colors.neutral400};
  `,
} satisfies Record<PartOf, ReturnType<typeof css>>;

const Track = styled(Flex)`
  height: 0.8rem;
  overflow: hidden;
  border-radius: 0.8rem;
  background: ${({ theme }) => theme.colors.neutral150};
`;

const Segment = styled(Box)<{ $of: PartOf }>`
  height: 100%;
  ${({ $of }) => looks[$of]}

  @media (prefers-reduced-motion: no-preference) {
    transition: width 0.3s ease-out;
  }
`;

const Swatch = styled.span<{ $of: PartOf }>`
  width: 1rem;
  height: 1rem;
  flex-shrink: 0;
  border-radius: 0.2rem;
  ${({ $of }) => looks[$of]}
`;

const words: Record<PartOf, MessageKey> = {
  spent: 'cost.spent',
  reserved: 'cost.reserved',
  launch: 'cost.this-launch',
  over: 'cost.over',
  left: 'cost.left',
};

type BudgetBarProps = {
  /** All in millionths of `currency`. */
  cap: number;
  spent: number;
  reserved: number;
  /** What would be reserved for the launch that is being prepared. */
  launch?: number;
  currency: string;
};

type Part = { of: PartOf; microUnits: number };

/** What fills the bar from the left, cut where the cap is; the rest lies over it. */
const partsOf = ({ cap, spent, reserved, launch = 0 }: BudgetBarProps): Part[] => {
  const used: Part[] = [
    { of: 'spent', microUnits: spent },
    { of: 'reserved', microUnits: reserved },
    { of: 'launch', microUnits: launch },
  ];
  let room = cap;
  const within = used.map(({ of, microUnits }): Part => {
    const held = Math.min(microUnits, room);
    room -= held;
    return { of, microUnits: held };
  });
  const over: Part = { of: 'over', microUnits: spent + reserved + launch - (cap - room) };
  return [...within, over].filter(({ microUnits }) => microUnits > 0);
};

/** How much of a budget is used, as a bar and in figures: the figures say all that the bar shows. */
export const BudgetBar = (props: BudgetBarProps) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const { cap, spent, reserved, launch = 0, currency } = props;
  const used = spent + reserved + launch;
  const whole = Math.max(cap, used, 1);
  const figures: Part[] = [
    { of: 'spent', microUnits: spent },
    { of: 'reserved', microUnits: reserved },
    ...(launch > 0 ? [{ of: 'launch' as const, microUnits: launch }] : []),
    used > cap ? { of: 'over', microUnits: used - cap } : { of: 'left', microUnits: cap - used },
  ];
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Track aria-hidden>
        {partsOf(props).map(({ of, microUnits }) => (
          <Segment key={of} $of={of} style={{ width: `${(microUnits / whole) * 100}%` }} />
        ))}
      </Track>
      <Flex tag="ul" gap={3} wrap="wrap">
        {figures.map(({ of, microUnits }) => (
          <Flex tag="li" key={of} gap={1}>
            <Swatch aria-hidden $of={of} />
            <Typography variant="pi" textColor={of === 'over' ? 'danger600' : 'neutral600'}>
              {t(words[of])} {cost({ microUnits, currency })}
            </Typography>
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
};
