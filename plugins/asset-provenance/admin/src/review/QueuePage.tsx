import { Flex, Typography } from '@strapi/design-system';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ReviewItem } from '../../../shared/review';
import { kinds } from '../../../shared/vocabulary';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  CardGrid,
  countOfPage,
  EmptyState,
  FilterBar,
  LoadingCards,
  MediaCard,
  NoMatch,
  PagedList,
  PageShell,
  RelativeTime,
  StatusBadge,
  TermSelect,
  useCatalogTerms,
} from '../ui';
import { DecidedNotice } from './DecidedNotice';
import { decidedOf } from './decided';
import { queueTerms, useQueue, useQueueSearch } from './queueState';
import { caseTitle } from './caseTitle';

const QueueCard = ({ item, onOpen }: { item: ReviewItem; onOpen: () => void }) => {
  const { t } = useMessages();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { output, task, lastVerdict, isOwnWork } = item;
  return (
    <MediaCard
      media={output}
      alt={output.alternativeText}
      title={caseTitle(item)}
      onOpen={onOpen}
      badges={
        <>
          {lastVerdict ? (
            <StatusBadge of="verdict" value={lastVerdict.verdict} />
          ) : (
            <StatusBadge of="approval" value={output.approvalStatus} />
          )}
          <StatusBadge of="stage" value={task.stage} />
        </>
      }
      meta={
        <Flex direction="column" alignItems="stretch" gap={1}>
          <span>
            {purposeOf(task.purpose)} · {channelOf(task.channel)}
          </span>
          <span>
            {task.owner.name} · <RelativeTime at={lastVerdict?.givenAt ?? item.submittedAt} />
          </span>
          {isOwnWork ? (
            <Typography variant="pi" textColor="warning700" fontWeight="bold">
              {t('review.own-work')}
            </Typography>
          ) : null}
        </Flex>
      }
    />
  );
};

/** The work list of reviewers. */
export const QueuePage = () => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const search = useQueueSearch();
  const { purposes } = useCatalogTerms();
  const decided = decidedOf(useLocation().state);
  const { values, set, wanted, showMore, query, isFiltered, clearFilters } = useQueue();
  const open = (outputId: string) => navigate(`${paths.reviewCase(outputId)}${search}`);

  return (
    <PageShell
      title={t('review.title')}
      subtitle={t('review.subtitle')}
      count={countOfPage(query.data)}
    >
      <Flex direction="column" alignItems="stretch">
        {decided ? (
          <DecidedNotice decided={decided} onAgain={() => open(decided.outputId)} />
        ) : null}
        <FilterBar onClear={isFiltered ? clearFilters : undefined}>
          <TermSelect
            label={t('review.status')}
            terms={queueTerms}
            isClearable={false}
            value={values.status}
            onChange={(status) => set({ status: status ?? 'pending' })}
          />
          <TermSelect
            label={t('review.purpose')}
            terms={purposes}
            value={values.purpose || null}
            onChange={(purpose) => set({ purpose: purpose ?? '' })}
          />
          <TermSelect
            label={t('review.kind')}
            terms={kinds}
            value={values.kind}
            onChange={(kind) => set({ kind })}
          />
        </FilterBar>
        <PagedList
          query={query}
          loading={<LoadingCards />}
          empty={
            isFiltered ? (
              <NoMatch onClear={clearFilters} />
            ) : (
              <EmptyState of="pictures">{t(`review.empty.${values.status}`)}</EmptyState>
            )
          }
          wanted={wanted}
          onMore={showMore}
        >
          {(items) => (
            <CardGrid>
              {items.map((item) => (
                <QueueCard
                  key={item.output.outputId}
                  item={item}
                  onOpen={() => open(item.output.outputId)}
                />
              ))}
            </CardGrid>
          )}
        </PagedList>
      </Flex>
    </PageShell>
  );
};
