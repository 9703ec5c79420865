import { Flex } from '@strapi/design-system';
import { Image, Play } from '@strapi/icons';
import { styled } from 'styled-components';
import type { TaskSummary } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { mediaUrl } from '../ui';

const Picture = styled.img<{ $side: string }>`
  width: ${({ $side }) => $side};
  height: ${({ $side }) => $side};
  flex-shrink: 0;
  object-fit: contain;
  background: ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

const None = styled(Flex)<{ $side: string }>`
  width: ${({ $side }) => $side};
  height: ${({ $side }) => $side};
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral500};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

type ThumbnailsProps = {
  task: Pick<TaskSummary, 'thumbnails' | 'kind'>;
  most?: number;
  side?: string;
};

/** The first results of a task, whole and small. */
export const Thumbnails = ({ task, most = 4, side = '4.8rem' }: ThumbnailsProps) => {
  const { t } = useMessages();
  const Icon = task.kind === 'video' ? Play : Image;
  const shown = task.thumbnails.slice(0, most);
  if (shown.length === 0)
    return (
      <None $side={side} justifyContent="center" aria-hidden>
        <Icon />
      </None>
    );
  return (
    <Flex gap={1} aria-label={t('tasks.thumbnails')} role="group">
      {shown.map((url) => (
        <Picture key={url} src={mediaUrl(url)} alt="" loading="lazy" $side={side} />
      ))}
    </Flex>
  );
};
