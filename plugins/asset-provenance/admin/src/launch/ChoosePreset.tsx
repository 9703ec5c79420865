import { useState } from 'react';
import { Box, Flex, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Preset } from '../../../shared/presets';
import { usePresetsQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import { PresetStanding, usePresetSummary } from '../presets/PresetFacts';
import { EmptyState, LoadingRows, PagedList, SearchField } from '../ui';

const Choice = styled.button`
  width: 100%;
  text-align: left;
  cursor: pointer;
  padding: ${({ theme }) => theme.spaces[3]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};

  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

const Presets = ({
  presets,
  onChoose,
}: {
  presets: readonly Preset[];
  onChoose: (preset: Preset) => void;
}) => {
  const summaryOf = usePresetSummary();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {presets.map((preset) => (
        <li key={preset.presetId}>
          <Choice type="button" onClick={() => onChoose(preset)}>
            <Flex justifyContent="space-between" gap={3} wrap="wrap" tag="span">
              <Typography fontWeight="bold" style={{ overflowWrap: 'anywhere' }}>
                {preset.name}
              </Typography>
              <PresetStanding preset={preset} />
            </Flex>
            <Typography variant="pi" textColor="neutral600">
              {summaryOf(preset)}
            </Typography>
          </Choice>
        </li>
      ))}
    </Flex>
  );
};

/** One's own presets and those that others share. Mount it to open it. */
export const ChoosePreset = ({
  onChoose,
  onClose,
}: {
  onChoose: (preset: Preset) => void;
  onClose: () => void;
}) => {
  const { t } = useMessages();
  const [q, setQ] = useState('');
  const { wanted, showMore } = useWanted({ q });
  const query = usePresetsQuery({ q: q || undefined, wanted });
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('launch.preset.choose')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4} minHeight="24rem">
            <Box>
              <SearchField value={q} onChange={setQ} label={t('presets.search')} />
            </Box>
            <PagedList
              query={query}
              loading={<LoadingRows count={4} />}
              empty={<EmptyState>{t(q ? 'common.no-match' : 'presets.empty')}</EmptyState>}
              wanted={wanted}
              onMore={showMore}
            >
              {(presets) => <Presets presets={presets} onChoose={onChoose} />}
            </PagedList>
          </Flex>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
