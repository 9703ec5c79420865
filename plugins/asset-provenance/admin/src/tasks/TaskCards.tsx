import { Flex, Typography } from '@strapi/design-system';
import { Image, Play } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import type { TaskSummary } from '../../../shared/tasks';
import { paths } from '../paths';
import { CardGrid, Checkerboard, MediaCard, RelativeTime, StatusBadge, useCatalogTerms } from '../ui';
import { LiveState } from './LiveState';
import { Thumbnails } from './Thumbnails';

const Cover = ({ task }: { task: TaskSummary }) => {
  const Icon = task.kind === 'video' ? Play : Image;
  return (
    <Checkerboard
      justifyContent="center"
      padding={3}
      color="neutral500"
      style={{ aspectRatio: '4 / 3', overflow: 'hidden' }}
    >
      {task.thumbnails.length > 0 ? (
        <Flex wrap="wrap" justifyContent="center" gap={2}>
          <Thumbnails
            task={task}
            most={2}
            side={task.thumbnails.length > 1 ? '9.6rem' : '15rem'}
          />
        </Flex>
      ) : (
        <Icon aria-hidden width="3.2rem" height="3.2rem" />
      )}
    </Checkerboard>
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
          placeholder={<Cover task={task} />}
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
