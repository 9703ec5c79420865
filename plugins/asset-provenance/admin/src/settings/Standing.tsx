import type { ReactNode } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';

/** Whether something is as it should be: icon, word and colour. */
export const Standing = ({ isGood, children }: { isGood: boolean; children: ReactNode }) => {
  const color = isGood ? 'success' : 'warning';
  const Icon = isGood ? CheckCircle : WarningCircle;
  return (
    <Flex gap={1} color={`${color}600`}>
      <Icon aria-hidden width="1.4rem" height="1.4rem" style={{ flexShrink: 0 }} />
      <Typography textColor={`${color}700`} fontWeight="bold">
        {children}
      </Typography>
    </Flex>
  );
};
