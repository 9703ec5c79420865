import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

type PanelProps = { title?: string; actions?: ReactNode; children: ReactNode };

/** A white box on the page, with a heading: what belongs together. */
export const Panel = ({ title, actions, children }: PanelProps) => (
  <Box
    tag="section"
    aria-label={title}
    background="neutral0"
    shadow="tableShadow"
    hasRadius
    padding={6}
  >
    {title || actions ? (
      <Flex justifyContent="space-between" gap={4} paddingBottom={4}>
        <Typography tag="h2" variant="delta">
          {title}
        </Typography>
        {actions ? <Flex gap={2}>{actions}</Flex> : null}
      </Flex>
    ) : null}
    {children}
  </Box>
);
