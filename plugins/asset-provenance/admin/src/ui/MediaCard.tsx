import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { Ellipsis } from './Ellipsis';
import { MediaFrame } from './MediaFrame';
import type { Media } from './media';

const Card = styled(Box)<{ $isSelected: boolean; $isOpen: boolean; $opens: boolean }>`
  position: relative;
  overflow: hidden;
  cursor: ${({ $opens }) => ($opens ? 'pointer' : 'default')};
  border: 1px solid
    ${({ theme, $isSelected, $isOpen }) =>
      $isSelected || $isOpen ? theme.colors.primary600 : theme.colors.neutral200};
  background: ${({ theme, $isSelected }) => ($isSelected ? theme.colors.primary100 : theme.colors.neutral0)};

  &:hover {
    border-color: ${({ theme, $opens }) => ($opens ? theme.colors.primary600 : undefined)};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const Corner = styled(Flex)`
  position: absolute;
  z-index: 1;
  top: ${({ theme }) => theme.spaces[3]};
  left: ${({ theme }) => theme.spaces[3]};
`;

export type MediaCardProps = {
  media: Media;
  alt: string | null;
  title: string;
  /** Status badges, first the gravest. */
  badges?: ReactNode;
  /** Small print under the title. */
  meta?: ReactNode;
  /** Acts on the card; their clicks do not open it. */
  actions?: ReactNode;
  /** What stands in place of the picture: a file that is not there yet, or failed. */
  placeholder?: ReactNode;
  isSelected?: boolean;
  /** It is what the drawer beside the grid shows. */
  isOpen?: boolean;
  /** Shows a checkbox. The event tells shift and control. */
  onSelect?: (event: MouseEvent) => void;
  onOpen?: (event: MouseEvent | KeyboardEvent) => void;
};

const keepFromCard = (event: MouseEvent | KeyboardEvent) => event.stopPropagation();

/** One file in a grid. */
export const MediaCard = ({
  media,
  alt,
  title,
  badges,
  meta,
  actions,
  placeholder,
  isSelected = false,
  isOpen = false,
  onSelect,
  onOpen,
}: MediaCardProps) => {
  const { t } = useMessages();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' '))
      return;
    event.preventDefault();
    onOpen?.(event);
  };

  return (
    <Card
      tag="article"
      hasRadius
      shadow="tableShadow"
      aria-label={title}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={onOpen ? 0 : undefined}
      onClick={onOpen}
      onKeyDown={onOpen ? onKeyDown : undefined}
      $isSelected={isSelected}
      $isOpen={isOpen}
      $opens={Boolean(onOpen)}
    >
      {onSelect ? (
        <Corner onClick={keepFromCard} onKeyDown={keepFromCard}>
          <Checkbox
            checked={isSelected}
            onClick={onSelect}
            aria-label={t('media.select', { name: title })}
          />
        </Corner>
      ) : null}
      {placeholder ?? <MediaFrame media={media} alt={alt} />}
      <Flex direction="column" alignItems="stretch" gap={2} padding={3}>
        {badges ? (
          <Flex gap={1} wrap="wrap">
            {badges}
          </Flex>
        ) : null}
        <Ellipsis variant="pi" fontWeight="bold" textColor="neutral800">
          {title}
        </Ellipsis>
        {meta ? (
          <Typography variant="pi" textColor="neutral600" tag="div">
            {meta}
          </Typography>
        ) : null}
        {actions ? (
          <Flex gap={2} wrap="wrap" onClick={keepFromCard} onKeyDown={keepFromCard}>
            {actions}
          </Flex>
        ) : null}
      </Flex>
    </Card>
  );
};
