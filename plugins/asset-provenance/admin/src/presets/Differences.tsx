import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { presetDifferences } from '../../../shared/presets';
import type { PresetContent } from '../../../shared/presets';
import { useMessages } from '../i18n';
import { useFieldWords } from './useFieldWords';

const List = styled(Box)`
  list-style: disc;
  padding-left: ${({ theme }) => theme.spaces[4]};
`;

/** What a later content has otherwise than an earlier one. */
export const Differences = ({ before, after }: { before: PresetContent; after: PresetContent }) => {
  const { t } = useMessages();
  const { labelOf, valueOf } = useFieldWords();
  const differences = presetDifferences(before, after);
  if (differences.length === 0)
    return (
      <Typography variant="pi" textColor="neutral600">
        {t('presets.same')}
      </Typography>
    );
  return (
    <List tag="ul">
      {differences.map((one) => (
        <li key={one.field}>
          <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
            {t('presets.difference', {
              label: labelOf(one.field),
              before: valueOf(one.field, one.before) ?? t('common.none'),
              after: valueOf(one.field, one.after) ?? t('common.none'),
            })}
          </Typography>
        </li>
      ))}
    </List>
  );
};
