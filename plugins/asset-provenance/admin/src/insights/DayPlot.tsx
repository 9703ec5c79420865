import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { css, styled } from 'styled-components';
import type { SpendDay } from '../../../shared/insights';
import type { Stage } from '../../../shared/vocabulary';
import { useFormat, useMessages } from '../i18n';
import { HEIGHT, EDGE, INNER_HEIGHT, plotOf } from './plotScale';
import type { Plot } from './plotScale';

/** From the bottom up. */
const STACK: readonly Stage[] = ['draft', 'final'];

const fills = {
  draft: css`
    fill: ${({ theme }) => theme.colors.secondary500};
    background: ${({ theme }) => theme.colors.secondary500};
  `,
  final: css`
    fill: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary600};
  `,
} satisfies Record<Stage, ReturnType<typeof css>>;

const Bar = styled.rect<{ $of: Stage }>`
  ${({ $of }) => fills[$of]}
`;
const Swatch = styled.span<{ $of: Stage }>`
  width: 1.2rem;
  height: 1.2rem;
  border-radius: 0.2rem;
  ${({ $of }) => fills[$of]}
`;
const Frame = styled(Box)`
  border-radius: ${({ theme }) => theme.borderRadius};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 4px;
  }

  svg {
    display: block;
    width: 100%;
  }

  text {
    fill: ${({ theme }) => theme.colors.neutral600};
    font-size: 1.2rem;
  }

  line {
    stroke: ${({ theme }) => theme.colors.neutral200};
  }
`;
const Marked = styled.rect`
  fill: ${({ theme }) => theme.colors.neutral150};
`;

/** The width that the plot may take, as long as it is on the page. */
const useWidth = () => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
};

const stepOf = (key: string, last: number, index: number): number | null => {
  const to: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    Home: 0,
    End: last,
  };
  const wanted = to[key];
  return wanted === undefined ? null : Math.min(last, Math.max(0, wanted));
};

type Drawn = { plot: Plot; days: SpendDay[] };

const Axes = ({ plot, days, money }: Drawn & { money: (microUnits: number) => string }) => {
  const { shortDay } = useFormat();
  return (
    <>
      {plot.lines.map((line) => (
        <g key={line}>
          <line x1={EDGE.left} x2={plot.right} y1={plot.y(line)} y2={plot.y(line)} />
          <text x={EDGE.left - 8} y={plot.y(line)} dy="0.35em" textAnchor="end">
            {money(line)}
          </text>
        </g>
      ))}
      {plot.named.map((index) => (
        <text key={index} x={plot.x(index + 0.5)} y={HEIGHT - 8} textAnchor="middle">
          {shortDay(days[index]?.day ?? '')}
        </text>
      ))}
    </>
  );
};

type ColumnProps = { plot: Plot; index: number; day: SpendDay; isMarked: boolean };

const Column = ({ plot, index, day: { spentByStage }, isMarked }: ColumnProps) => (
  <>
    <Marked
      x={plot.x(index)}
      y={EDGE.top}
      width={plot.slot}
      height={INNER_HEIGHT}
      opacity={isMarked ? 1 : 0}
    />
    {STACK.map((stage) => {
      const below = stage === 'final' ? spentByStage.draft : 0;
      const top = plot.y(below + spentByStage[stage]);
      return (
        <Bar
          key={stage}
          $of={stage}
          x={plot.x(index + 0.1)}
          y={top}
          width={plot.slot * 0.8}
          height={plot.y(below) - top}
        />
      );
    })}
  </>
);

const Legend = ({ children }: { children: string }) => {
  const { t } = useMessages();
  return (
    <Flex justifyContent="space-between" gap={4} wrap="wrap">
      <Flex tag="ul" gap={4}>
        {STACK.map((stage) => (
          <Flex tag="li" key={stage} gap={2}>
            <Swatch aria-hidden $of={stage} />
            <Typography variant="pi">{t(`insights.${stage}`)}</Typography>
          </Flex>
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {children}
      </Typography>
    </Flex>
  );
};

type DayPlotProps = { days: SpendDay[]; currency: string };

/** Spent per day, drafts below and finals above; the day that is pointed at is written out below. */
export const DayPlot = ({ days, currency }: DayPlotProps) => {
  const { t } = useMessages();
  const { cost, day: dayName } = useFormat();
  const { ref, width } = useWidth();
  const [marked, setMarked] = useState<number | null>(null);
  const last = days.length - 1;
  const at = Math.min(marked ?? last, last);
  const money = (microUnits: number) => cost({ microUnits, currency });
  const plot = plotOf(
    days.map(({ spent }) => spent),
    width
  );

  const wordsOf = (index: number): string => {
    const found = days[index];
    if (!found) return '';
    const { draft, final } = found.spentByStage;
    return t('insights.days.value', {
      day: dayName(found.day),
      total: money(found.spent),
      draft: money(draft),
      final: money(final),
    });
  };
  const step = (event: KeyboardEvent) => {
    const wanted = stepOf(event.key, last, at);
    if (wanted === null) return;
    event.preventDefault();
    setMarked(wanted);
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Frame
        ref={ref}
        role="slider"
        tabIndex={0}
        aria-label={t('insights.days')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={wordsOf(at)}
        onKeyDown={step}
        onPointerLeave={() => setMarked(null)}
      >
        <svg height={HEIGHT} aria-hidden>
          <Axes plot={plot} days={days} money={money} />
          {days.map((day, index) => (
            <g key={day.day} onPointerEnter={() => setMarked(index)}>
              <Column plot={plot} index={index} day={day} isMarked={index === marked} />
            </g>
          ))}
        </svg>
      </Frame>
      <Legend>{marked === null ? t('insights.days.hint') : wordsOf(at)}</Legend>
    </Flex>
  );
};
