import { useLayoutEffect, useRef, useState } from 'react';
import { Box, TextButton, Tooltip, Typography } from '@strapi/design-system';
import type { TypographyProps } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';

const Clamped = styled(Typography)<{ $lines: number | null }>`
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: ${({ $lines }) => $lines ?? 'unset'};
  overflow: hidden;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;

type EllipsisProps = Pick<TypographyProps, 'variant' | 'textColor' | 'fontWeight'> & {
  children: string;
  /** One line shows the rest on hover; several lines unfold. */
  lines?: number;
};

/** Whether an element's text is cut; measured when it is shown, hovered or focused. */
const useIsCut = () => {
  const ref = useRef<HTMLElement>(null);
  const [isCut, setIsCut] = useState(false);
  const measure = () => {
    const element = ref.current;
    if (element)
      setIsCut(
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight + 1
      );
  };
  return { ref, isCut, measure };
};

const OneLine = ({ children, ...looks }: Omit<EllipsisProps, 'lines'>) => {
  const { ref, isCut, measure } = useIsCut();
  return (
    <Tooltip label={isCut ? children : undefined}>
      <Typography ref={ref} ellipsis onPointerEnter={measure} onFocus={measure} {...looks}>
        {children}
      </Typography>
    </Tooltip>
  );
};

const Paragraph = ({ children, lines, ...looks }: EllipsisProps & { lines: number }) => {
  const { t } = useMessages();
  const { ref, isCut, measure } = useIsCut();
  const [isOpen, setIsOpen] = useState(false);
  // Only a folded text can be measured; the answer is kept while it is unfolded.
  useLayoutEffect(() => {
    if (!isOpen) measure();
  });
  return (
    <Box minWidth={0}>
      <Clamped ref={ref} tag="p" $lines={isOpen ? null : lines} {...looks}>
        {children}
      </Clamped>
      {isCut || isOpen ? (
        <TextButton onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? t('common.show-less') : t('common.show-all')}
        </TextButton>
      ) : null}
    </Box>
  );
};

/** A long text that truncates, with a way to see all of it. */
export const Ellipsis = ({ lines = 1, ...props }: EllipsisProps) =>
  lines > 1 ? <Paragraph lines={lines} {...props} /> : <OneLine {...props} />;
