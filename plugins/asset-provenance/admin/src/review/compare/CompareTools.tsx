import {
  Box,
  Button,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  Tabs,
} from '@strapi/design-system';
import { ArrowsHorizontal, ArrowsOut, Cross, Minus, Plus } from '@strapi/icons';
import { useMessages } from '../../i18n';
import { KeyHint } from '../KeyHint';
import { COMPARE_MODES } from '../queueState';
import { ZOOM_STEP } from '../stage/usePanZoom';
import type { Comparison } from './useCompare';

type CompareToolsProps = {
  comparison: Comparison;
  onZoom: (factor: number) => void;
  onFit: () => void;
};

/** With what, how, how near; and which side a verdict is about. */
export const CompareTools = ({ comparison, onZoom, onFit }: CompareToolsProps) => {
  const { t } = useMessages();
  const { candidates, other, mode, setMode, open, swap, close } = comparison;
  return (
    <Flex gap={2} paddingBottom={2} wrap="wrap" justifyContent="space-between">
      <Flex gap={2} wrap="wrap">
        <Box minWidth="16rem">
          <SingleSelect
            size="S"
            aria-label={t('review.compare.with')}
            value={other?.id}
            onChange={(id) => open(String(id))}
            customizeContent={() => t('review.compare.with-other', { name: other?.label ?? '' })}
          >
            {candidates.map(({ id, label }) => (
              <SingleSelectOption key={id} value={id}>
                {label}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
        <IconButton label={t('review.compare.swap')} onClick={swap}>
          <ArrowsHorizontal />
        </IconButton>
        {comparison.canSwitch ? (
          <Button
            size="S"
            variant="tertiary"
            endIcon={<KeyHint>F</KeyHint>}
            onClick={() => comparison.activate(!comparison.isOtherActive)}
          >
            {t('review.compare.switch')}
          </Button>
        ) : null}
      </Flex>
      <Flex gap={1}>
        <Box>
          <Tabs.Root
            variant="simple"
            value={mode}
            onValueChange={(value) => setMode(COMPARE_MODES.find((one) => one === value) ?? 'side')}
          >
            <Tabs.List aria-label={t('review.compare.mode')}>
              {COMPARE_MODES.map((one) => (
                <Tabs.Trigger key={one} value={one}>
                  {t(`review.compare.${one}`)}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
          </Tabs.Root>
        </Box>
        <IconButton label={t('review.zoom-out')} onClick={() => onZoom(1 / ZOOM_STEP)}>
          <Minus />
        </IconButton>
        <IconButton label={t('review.zoom-in')} onClick={() => onZoom(ZOOM_STEP)}>
          <Plus />
        </IconButton>
        <IconButton label={t('media.fit')} onClick={onFit}>
          <ArrowsOut />
        </IconButton>
        <IconButton label={t('review.compare.close')} onClick={close}>
          <Cross />
        </IconButton>
      </Flex>
    </Flex>
  );
};
