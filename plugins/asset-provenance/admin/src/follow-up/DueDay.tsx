import { Flex, Typography } from '@strapi/design-system';
import { Calendar, Check, WarningCircle } from '@strapi/icons';
import type { RevisionNote } from '../../../shared/follow-up';
import { useFormat, useMessages } from '../i18n';
import { daysBetween, today, useCatalogTerms } from '../ui';

/** When a note is to be checked again, and how long that is overdue. */
export const DueDay = ({ note }: { note: Pick<RevisionNote, 'recheckOn' | 'completedBy'> }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { siteTimeZone } = useCatalogTerms();
  const { recheckOn, completedBy } = note;

  if (!recheckOn)
    return <Typography textColor="neutral600">{t('follow-up.no-recheck')}</Typography>;
  if (completedBy)
    return (
      <Flex gap={1} color="success600">
        <Check aria-hidden width="1.2rem" height="1.2rem" />
        <Typography textColor="neutral600">
          {t('follow-up.was-due', { day: day(recheckOn) })}
        </Typography>
      </Flex>
    );

  const late = daysBetween(recheckOn, today(siteTimeZone));
  const sentence = () => {
    if (late > 0) return t('follow-up.overdue', { day: day(recheckOn), days: late });
    if (late === 0) return t('follow-up.due-today', { day: day(recheckOn) });
    return t('follow-up.due-on', { day: day(recheckOn), days: -late });
  };
  const color = late > 0 ? 'danger' : late === 0 ? 'warning' : 'neutral';
  return (
    <Flex gap={1} color={`${color}600`}>
      {late > 0 ? (
        <WarningCircle aria-hidden width="1.4rem" height="1.4rem" />
      ) : (
        <Calendar aria-hidden width="1.4rem" height="1.4rem" />
      )}
      <Typography textColor={`${color}700`} fontWeight={late >= 0 ? 'bold' : 'regular'}>
        {sentence()}
      </Typography>
    </Flex>
  );
};
