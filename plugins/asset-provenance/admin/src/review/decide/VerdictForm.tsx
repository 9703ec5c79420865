import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../../i18n';
import { KeyHint } from '../KeyHint';
import type { GivenVerdict } from './useDecide';

/** Grows upward from the bar and scrolls before it covers the picture. */
const Scrolling = styled(Box)`
  max-height: 46dvh;
  overflow-y: auto;
`;

type VerdictFormProps = {
  verdict: GivenVerdict;
  hint: string;
  isDeciding: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  /** Keys of this form, before Enter and Escape are looked at. */
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
};

const variants = {
  approved: 'success',
  rejected: 'danger',
  regenerate: 'default',
} as const;

const confirms = ({ key, ctrlKey, metaKey, target, nativeEvent }: KeyboardEvent) => {
  if (key !== 'Enter' || nativeEvent.isComposing || !(target instanceof Element)) return false;
  if (ctrlKey || metaKey) return true;
  // Buttons do their own thing, long texts break the line, and inputs send the form anyway.
  return !target.closest('textarea, button, input, [role="combobox"], [role="checkbox"]');
};

/** The frame of the three verdict forms: heading, fields, *confirm*. */
export const VerdictForm = ({
  verdict,
  hint,
  isDeciding,
  onSubmit,
  onCancel,
  onKeyDown,
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
        if (!isDeciding) onSubmit();
      }}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
        onKeyDown?.(event);
        if (event.defaultPrevented) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          onCancel();
        } else if (confirms(event)) {
          event.preventDefault();
          if (!isDeciding) onSubmit();
        }
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
          {hint}
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
