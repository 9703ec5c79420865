import { useEffect, useState } from 'react';
import { Box, Button, Flex } from '@strapi/design-system';
import { verdicts } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { Notice, TextLink } from '../ui';
import { decisions, useDecisions } from './decide/decisions';
import type { TakenBack } from './decide/decisions';
import { KeyHint } from './KeyHint';

const TakenBackNotice = ({ takenBack }: { takenBack: TakenBack }) => {
  const { t } = useMessages();
  const { titles, publishedMeanwhile } = takenBack;
  const isPublished = publishedMeanwhile.length > 0;
  return (
    <Notice
      of={isPublished ? 'warning' : 'info'}
      role="status"
      title={t('review.undone', { count: titles.length, title: titles[0] })}
      action={
        <Button size="S" variant="tertiary" onClick={decisions.hideTakenBack}>
          {t('common.close')}
        </Button>
      }
    >
      {isPublished ? (
        <>
          {t('review.undone.published', { count: publishedMeanwhile.length })}
          <Flex tag="ul" gap={3} wrap="wrap" paddingTop={1}>
            {publishedMeanwhile.map(({ uid, documentId, locale, field, title }) => (
              <li key={`${uid}/${documentId}/${locale}/${field}`}>
                <TextLink to={paths.entry(uid, documentId, locale)}>{title ?? documentId}</TextLink>
              </li>
            ))}
          </Flex>
        </>
      ) : null}
    </Notice>
  );
};

/** How long the last verdict is news, in milliseconds; the key takes it back later too. */
const NEWS = 20_000;

const useIsNews = (at: number): boolean => {
  const [isOld, setIsOld] = useState(false);
  useEffect(() => {
    const left = at + NEWS - Date.now();
    setIsOld(left <= 0);
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setIsOld(true), left);
    return () => clearTimeout(timer);
  }, [at]);
  return !isOld && at + NEWS > Date.now();
};

type DecidedNoticeProps = { onUndo: () => void; isUndoing: boolean };

/** What was just decided, with the way back; or what was just taken back. */
export const DecidedNotice = ({ onUndo, isUndoing }: DecidedNoticeProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { last, takenBack, decidedAt } = useDecisions();
  const isNews = useIsNews(decidedAt);
  const [first] = last ?? [];
  if (!takenBack && !(first && isNews)) return null;
  return (
    <Box paddingBottom={4}>
      {takenBack ? (
        <TakenBackNotice takenBack={takenBack} />
      ) : last && first ? (
        <Notice
          of="success"
          role="status"
          action={
            <Button
              size="S"
              variant="tertiary"
              loading={isUndoing}
              onClick={onUndo}
              endIcon={<KeyHint>Z</KeyHint>}
            >
              {t('review.undo')}
            </Button>
          }
        >
          {last.length > 1
            ? t('review.decided.many', {
                count: last.length,
                verdict: termOf(verdicts, first.verdict),
              })
            : t('review.decided', { title: first.title, verdict: termOf(verdicts, first.verdict) })}
        </Notice>
      ) : null}
    </Box>
  );
};
