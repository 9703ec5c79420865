import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SpendReport } from '../../../shared/insights';
import { spendFigures } from '../../../shared/vocabulary';
import type { SpendFigure } from '../../../shared/vocabulary';
import { useFormat, useMeaning, useMessages, useTerm } from '../i18n';

const Grid = styled(Box).attrs({ tag: 'dl' })`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
`;

type TileProps = { figure: SpendFigure; value: string; children: ReactNode };

const Tile = ({ figure, value, children }: TileProps) => {
  const termOf = useTerm();
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      justifyContent="flex-start"
      gap={1}
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={5}
    >
      <Typography tag="dt" variant="pi" fontWeight="bold" textColor="neutral600">
        {termOf(spendFigures, figure)}
      </Typography>
      <Typography tag="dd" variant="alpha" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Typography>
      <Typography tag="dd" variant="pi" textColor="neutral600">
        {children}
      </Typography>
    </Flex>
  );
};

/** The figures that are asked for first. */
export const Tiles = ({ report }: { report: SpendReport }) => {
  const { t } = useMessages();
  const meaningOf = useMeaning();
  const { cost, costChange } = useFormat();
  const { totals, perApprovedAsset, currency } = report;
  const money = (microUnits: number) => cost({ microUnits, currency });
  const { tasks, outputs, approvedAssets, costPerApprovedAsset } = totals;
  return (
    <Grid>
      <Tile figure="spent" value={money(totals.spent)}>
        {t('insights.tile.made', { tasks, outputs })}
      </Tile>
      <Tile figure="reserved" value={money(totals.reserved)}>
        {meaningOf(spendFigures, 'reserved')}
      </Tile>
      <Tile
        figure="costPerApprovedAsset"
        value={costPerApprovedAsset === null ? '–' : money(costPerApprovedAsset)}
      >
        {t('insights.tile.assets', { count: approvedAssets })}
        {perApprovedAsset
          ? ` · ${t('insights.tile.stages', {
              draft: money(perApprovedAsset.draft),
              final: money(perApprovedAsset.final),
            })}`
          : null}
      </Tile>
      <Tile figure="drift" value={costChange({ microUnits: totals.drift, currency })}>
        {totals.estimated > 0
          ? t('insights.tile.drift', { estimated: money(totals.estimated) })
          : t('insights.tile.no-drift')}
      </Tile>
    </Grid>
  );
};
