import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, Information, WarningCircle } from '@strapi/icons';
import type { Icon } from './icon';

type Look = { color: 'secondary' | 'success' | 'warning' | 'danger'; icon: Icon };

const looks: Record<'info' | 'success' | 'warning' | 'danger', Look> = {
  info: { color: 'secondary', icon: Information },
  success: { color: 'success', icon: CheckCircle },
  warning: { color: 'warning', icon: WarningCircle },
  danger: { color: 'danger', icon: CrossCircle },
};

type NoticeProps = {
  of?: keyof typeof looks;
  title?: string;
  children?: ReactNode;
  /** A button or a link, at the right. */
  action?: ReactNode;
  /** `alert` interrupts screen readers; the default is read out politely. */
  role?: 'status' | 'alert' | 'note';
};

/** Something to know, in its place on the page: icon, words, and what can be done. */
export const Notice = ({ of = 'info', title, children, action, role = 'note' }: NoticeProps) => {
  const { color, icon: Icon } = looks[of];
  return (
    <Flex
      role={role}
      background={`${color}100`}
      borderColor={`${color}200`}
      hasRadius
      padding={3}
      gap={3}
      justifyContent="space-between"
      wrap="wrap"
    >
      <Flex gap={2} alignItems="flex-start" flex="1" minWidth="min(24rem, 100%)">
        <Flex shrink={0} paddingTop={1}>
          <Icon aria-hidden fill={`${color}600`} />
        </Flex>
        <Box minWidth={0}>
          {title ? (
            <Typography tag="p" fontWeight="bold" textColor={`${color}700`}>
              {title}
            </Typography>
          ) : null}
          {children ? (
            <Typography tag="div" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
              {children}
            </Typography>
          ) : null}
        </Box>
      </Flex>
      {action ? <Flex gap={2}>{action}</Flex> : null}
    </Flex>
  );
};
