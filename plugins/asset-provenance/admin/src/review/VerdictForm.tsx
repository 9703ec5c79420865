import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import type { VerdictKind } from '../../../shared/vocabulary';
import { KeyHint } from './KeyHint';

/** Grows upward from the bar and scrolls before it covers the picture. */
const Scrolling = styled(Box)`
  max-height: 48dvh;
  overflow-y: auto;
`;

type VerdictFormProps = {
  verdict: VerdictKind;
  isDeciding: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
};

const variants = {
  approved: 'success',
  rejected: 'danger',
  regenerate: 'default',
} as const;

/** The frame of the three verdict forms: heading, fields, *confirm*. */
export const VerdictForm = ({
  verdict,
  isDeciding,
  onSubmit,
  onCancel,
  children,
}: VerdictFormProps) => {
  const { t } = useMessages();
  return (
    <Box
      tag="form"
      aria-label={t(`review.act.${verdict}`)}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onCancel();
      }}
    >
      <Scrolling padding={4}>{children}</Scrolling>
      <Flex
        justifyContent="space-between"
        gap={2}
        padding={3}
        borderColor="neutral150"
        borderStyle="solid"
        borderWidth="1px 0 0"
      >
        <Typography variant="pi" textColor="neutral600">
          {t('review.then-next')}
        </Typography>
        <Flex gap={2}>
          <Button type="button" variant="tertiary" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            variant={variants[verdict]}
            loading={isDeciding}
            endIcon={<KeyHint>↵</KeyHint>}
          >
            {t(`review.act.${verdict}`)}
          </Button>
        </Flex>
      </Flex>
    </Box>
  );
};
