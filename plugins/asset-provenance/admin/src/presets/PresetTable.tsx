import {
  Badge,
  Box,
  Table,
  Tbody,
  Td,
  TextButton,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import type { Preset } from '../../../shared/presets';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { Ellipsis, RelativeTime } from '../ui';
import { usePresetSummary } from './PresetFacts';

const HEADS: readonly MessageKey[] = [
  'presets.name',
  'presets.sets',
  'presets.owner',
  'presets.sharing',
  'presets.versions',
  'presets.last-used',
];

type PresetTableProps = { presets: readonly Preset[]; onOpen: (presetId: string) => void };

/** Presets as rows; the name opens the drawer. */
export const PresetTable = ({ presets, onOpen }: PresetTableProps) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const summaryOf = usePresetSummary();
  return (
    <Table colCount={HEADS.length} rowCount={presets.length + 1}>
      <Thead>
        <Tr>
          {HEADS.map((head) => (
            <Th key={head}>
              <Typography variant="sigma" textColor="neutral600">
                {t(head)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {presets.map((preset) => (
          <Tr key={preset.presetId}>
            <Td>
              <TextButton onClick={() => onOpen(preset.presetId)}>{preset.name}</TextButton>
            </Td>
            <Td>
              <Box maxWidth="40rem">
                <Ellipsis lines={2}>{summaryOf(preset)}</Ellipsis>
              </Box>
            </Td>
            <Td>
              <Typography>{preset.isOwn ? t('presets.own') : preset.owner.name}</Typography>
            </Td>
            <Td>
              <Badge>{t(preset.isShared ? 'presets.shared' : 'presets.private')}</Badge>
            </Td>
            <Td>
              <Typography>{number(preset.version)}</Typography>
            </Td>
            <Td>
              <Typography textColor={preset.lastUsedAt ? 'neutral800' : 'neutral600'}>
                {preset.lastUsedAt ? (
                  <RelativeTime at={preset.lastUsedAt} />
                ) : (
                  t('presets.never-used')
                )}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
