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

type DecidedNoticeProps = { onUndo: () => void; isUndoing: boolean };

/** What was just decided, with the way back; or what was just taken back. */
export const DecidedNotice = ({ onUndo, isUndoing }: DecidedNoticeProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { last, takenBack } = useDecisions();
  const [first] = last ?? [];
  if (!takenBack && !first) return null;
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
