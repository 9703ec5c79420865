import { Button, Flex, LinkButton } from '@strapi/design-system';
import { ArrowRight, GridNine } from '@strapi/icons';
import { Link, useNavigate } from 'react-router-dom';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { EmptyState, PageShell } from '../ui';
import { DecidedNotice } from './DecidedNotice';
import { useDecisions } from './decide/decisions';
import { useQueue } from './queue/useQueue';
import { useQueueUndo } from './queue/useQueueUndo';
import { useQueueSearch } from './queueState';

/** The end of the queue: what was done, and what was left out on the way. */
export const DonePage = () => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const search = useQueueSearch();
  const queue = useQueue();
  const { count } = useDecisions();
  const caseOf = (outputId: string) => `${paths.reviewCase(outputId)}${search}`;
  const { undo, canUndo, isUndoing } = useQueueUndo(queue, ([first]) => {
    if (first) navigate(caseOf(first.decided.outputId));
  });
  const [skipped] = queue.items;
  const left = queue.items.length;
  const listPath = `${paths.review}${search}`;

  return (
    <PageShell
      title={t('review.done.title')}
      backTo={listPath}
      keys={[
        {
          key: 'enter',
          label: t('review.done.list'),
          onPress: () => navigate(skipped ? caseOf(skipped.output.outputId) : listPath),
        },
        {
          key: 'z',
          label: t('review.key.undo'),
          onPress: () => void undo(),
          isDisabled: !canUndo,
        },
      ]}
    >
      <DecidedNotice onUndo={() => void undo()} isUndoing={isUndoing} />
      <EmptyState
        of="pictures"
        action={
          <Flex gap={2} wrap="wrap" justifyContent="center">
            {skipped ? (
              <Button
                startIcon={<ArrowRight aria-hidden />}
                onClick={() => navigate(caseOf(skipped.output.outputId))}
              >
                {t('review.done.skipped', { count: left })}
              </Button>
            ) : null}
            <LinkButton
              variant={skipped ? 'tertiary' : 'default'}
              startIcon={<GridNine aria-hidden />}
              tag={Link}
              to={listPath}
            >
              {t('review.done.list')}
            </LinkButton>
          </Flex>
        }
      >
        {t('review.done', { count, left })}
      </EmptyState>
    </PageShell>
  );
};
