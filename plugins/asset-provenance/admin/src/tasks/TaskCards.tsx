import { Box, Flex, Typography } from '@strapi/design-system';
import { Image, Play } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { TaskSummary } from '../../../shared/tasks';
import { paths } from '../paths';
import { CardGrid, MediaCard, mediaUrl, RelativeTime, StatusBadge, useCatalogTerms } from '../ui';
import { LiveState } from './LiveState';

const Cover = styled(Box)<{ $isMany: boolean }>`
  display: grid;
  grid-template-columns: ${({ $isMany }) => ($isMany ? '1fr 1fr' : '1fr')};
  gap: 1px;
  aspect-ratio: 4 / 3;
  place-items: center;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral400};

  img {
    width: 100%;
    height: 100%;
    min-height: 0;
    object-fit: contain;
  }
`;

const TaskCover = ({ task }: { task: TaskSummary }) => {
  const Icon = task.kind === 'video' ? Play : Image;
  return (
    <Cover $isMany={task.thumbnails.length > 1}>
      {task.thumbnails.length > 0 ? (
        task.thumbnails.map((url) => <img key={url} src={mediaUrl(url)} alt="" loading="lazy" />)
      ) : (
        <Icon aria-hidden width="3.2rem" height="3.2rem" />
      )}
    </Cover>
  );
};

/** Tasks as cards, for those who look for pictures. */
export const TaskCards = ({ tasks }: { tasks: readonly TaskSummary[] }) => {
  const navigate = useNavigate();
  const { purposeOf, channelOf } = useCatalogTerms();
  return (
    <CardGrid>
      {tasks.map((task) => (
        <MediaCard
          key={task.taskId}
          media={{ url: null, thumbnailUrl: null, mime: null }}
          alt={null}
          placeholder={<TaskCover task={task} />}
          title={task.subject ?? `${purposeOf(task.purpose)} · ${channelOf(task.channel)}`}
          badges={
            <>
              <StatusBadge of="stage" value={task.stage} />
              <StatusBadge of="kind" value={task.kind} />
            </>
          }
          meta={
            <Flex direction="column" alignItems="stretch" gap={2}>
              <LiveState task={task} />
              <Typography variant="pi" textColor="neutral600">
                {task.owner.name} · <RelativeTime at={task.launchedAt} />
              </Typography>
            </Flex>
          }
          onOpen={() => navigate(paths.task(task.taskId))}
        />
      ))}
    </CardGrid>
  );
};
