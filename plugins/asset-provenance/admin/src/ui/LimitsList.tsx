import { Typography } from '@strapi/design-system';
import type { ReuseLimits } from '../../../shared/reuse';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { DescriptionList, FieldRow } from './DescriptionList';
import { useCatalogTerms } from './useCatalogTerms';

/** Where and how long an approved asset may be used; rare limits only where they are set. */
export const LimitsList = ({ limits }: { limits: ReuseLimits }) => {
  const { t } = useMessages();
  const { day, number } = useFormat();
  const { channelOf } = useCatalogTerms();

  const validity = () => {
    const { validFrom, validUntil } = limits;
    if (validFrom && validUntil)
      return t('review.limits.valid.between', { from: day(validFrom), until: day(validUntil) });
    if (validUntil) return t('review.limits.valid.until', { until: day(validUntil) });
    if (validFrom) return t('review.limits.valid.from', { from: day(validFrom) });
    return t('review.limits.valid.always');
  };
  const permission = (key: MessageKey, isAllowed: boolean) => (
    <FieldRow label={t(key)}>
      <Typography
        textColor={isAllowed ? 'neutral800' : 'danger600'}
        fontWeight={isAllowed ? 'regular' : 'bold'}
      >
        {t(isAllowed ? 'review.limits.allowed' : 'review.limits.not-allowed')}
      </Typography>
    </FieldRow>
  );
  const ifAny = (key: MessageKey, values: string[]) =>
    values.length > 0 ? <FieldRow label={t(key)}>{values.join(', ')}</FieldRow> : null;

  return (
    <DescriptionList>
      <FieldRow label={t('review.limits.channels')}>
        {limits.channels.map(channelOf).join(', ') || t('review.limits.any')}
      </FieldRow>
      <FieldRow label={t('review.limits.valid')}>{validity()}</FieldRow>
      {permission('review.limits.public', limits.isPublicUseAllowed)}
      {permission('review.limits.reuse', limits.isReuseAllowed)}
      {limits.isModificationAllowed ? null : permission('review.limits.modification', false)}
      <FieldRow label={t('review.limits.ai-label')}>
        {t(limits.isAiLabelRequired ? 'review.limits.needed' : 'review.limits.not-needed')}
      </FieldRow>
      {limits.creditLine ? (
        <FieldRow label={t('review.limits.credit')}>{limits.creditLine}</FieldRow>
      ) : null}
      {limits.licence ? (
        <FieldRow label={t('review.limits.licence')}>{limits.licence}</FieldRow>
      ) : null}
      {ifAny('review.limits.regions', limits.regions)}
      {ifAny('review.limits.languages', limits.languages)}
      {limits.maximumPlacements === null ? null : (
        <FieldRow label={t('review.limits.placements')}>
          {number(limits.maximumPlacements)}
        </FieldRow>
      )}
    </DescriptionList>
  );
};
