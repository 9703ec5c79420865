import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';

const Panel = styled(Flex)<{ $width: string }>`
  position: fixed;
  inset: 0 0 0 auto;
  /* Below the overlay token, so that dialogs and popovers opened from it lie above. */
  z-index: ${({ theme }) => theme.zIndices.overlay - 1};
  width: 100%;
  background: ${({ theme }) => theme.colors.neutral0};
  border-left: 1px solid ${({ theme }) => theme.colors.neutral150};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};

  &:focus {
    outline: none;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    width: ${({ $width }) => $width};
  }
`;

const Body = styled(Box)`
  flex: 1;
  min-height: 0;
  overflow-y: auto;
`;

type DrawerProps = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  width?: string;
};

/** A panel at the right beside a list that stays usable. Takes focus, gives it back, closes on Escape. */
export const Drawer = ({ title, onClose, children, footer, width = '48rem' }: DrawerProps) => {
  const { t } = useMessages();
  const ref = useRef<HTMLElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <Panel
      ref={ref}
      tag="aside"
      aria-label={title}
      tabIndex={-1}
      direction="column"
      alignItems="stretch"
      $width={width}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <Flex
        justifyContent="space-between"
        gap={4}
        padding={4}
        borderColor="neutral150"
        borderStyle="solid"
        borderWidth="0 0 1px"
      >
        <Typography tag="h2" variant="beta" ellipsis>
          {title}
        </Typography>
        <IconButton label={t('common.close')} variant="ghost" onClick={onClose}>
          <Cross />
        </IconButton>
      </Flex>
      <Body padding={4}>{children}</Body>
      {footer ? (
        <Flex
          gap={2}
          padding={4}
          justifyContent="flex-end"
          borderColor="neutral150"
          borderStyle="solid"
          borderWidth="1px 0 0"
        >
          {footer}
        </Flex>
      ) : null}
    </Panel>
  );
};
