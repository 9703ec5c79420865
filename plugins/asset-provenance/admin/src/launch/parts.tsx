import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Panel } from '../ui';
import { useMessages } from '../i18n';
import { useLaunch } from './useLaunchForm';

/** One step of the form. */
export const Section = ({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children: ReactNode;
}) => (
  <Panel title={title}>
    <Flex direction="column" alignItems="stretch" gap={5}>
      {hint ? (
        <Typography textColor="neutral600" tag="p">
          {hint}
        </Typography>
      ) : null}
      {children}
    </Flex>
  </Panel>
);

/** An error that appears between press and release would move the button away from under the pointer. */
const AFTER_A_CLICK = 250;

/** The place of one input: found by its path when it is not right, and touched once it was left. */
export const FieldSlot = ({ path, children }: { path: string; children: ReactNode }) => {
  const { t } = useMessages();
  const { touch, keptOfPreset } = useLaunch();
  return (
    <Box
      data-field={path}
      minWidth={0}
      width="100%"
      onBlur={() => setTimeout(() => touch(path), AFTER_A_CLICK)}
    >
      {children}
      {keptOfPreset.has(path) ? (
        <Typography variant="pi" textColor="neutral600" tag="p" paddingTop={1}>
          {t('launch.preset.kept')}
        </Typography>
      ) : null}
    </Box>
  );
};

/** Two inputs side by side where there is room. */
export const Pair = ({ children }: { children: ReactNode }) => (
  <Box
    style={{
      display: 'grid',
      gap: '1.6rem',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(18rem, 100%), 1fr))',
      alignItems: 'start',
    }}
  >
    {children}
  </Box>
);

/** Marks what purpose, channel and stage set and nobody changed; a preset has a mark of its own. */
export const UsualMark = ({ path, isUsual }: { path: string; isUsual: boolean }) => {
  const { t } = useMessages();
  const { keptOfPreset } = useLaunch();
  return isUsual && !keptOfPreset.has(path) ? (
    <Typography variant="pi" textColor="neutral600">
      {t('launch.usual')}
    </Typography>
  ) : null;
};

/** Brings the first input that is not right into view and into focus. */
export const focusField = (paths: readonly string[]) => {
  const slots = [...document.querySelectorAll<HTMLElement>('[data-field]')];
  const slot = slots.find(({ dataset }) =>
    paths.some(
      (path) => dataset.field && (path === dataset.field || path.startsWith(`${dataset.field}.`))
    )
  );
  slot?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  slot
    ?.querySelector<HTMLElement>('input, textarea, button, [role="combobox"]')
    ?.focus({ preventScroll: true });
};
