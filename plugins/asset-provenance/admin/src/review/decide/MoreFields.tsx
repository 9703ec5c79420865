import { Grid } from '@strapi/design-system';
import type { ReuseLimits } from '../../../../shared/reuse';
import { useLocalesQuery } from '../../api';
import { useMessages } from '../../i18n';
import { RareLimits, TextField } from '../../ui';

type MoreFieldsProps = {
  limits: ReuseLimits;
  onLimits: (limits: ReuseLimits) => void;
  texts: Record<string, string>;
  onTexts: (texts: Record<string, string>) => void;
  reason: string;
  onReason: (reason: string) => void;
  errorOf: (path: string) => string | undefined;
};

/** What few approvals need: rare limits, alternative text in further languages, a remark. */
export const MoreFields = ({
  limits,
  onLimits,
  texts,
  onTexts,
  reason,
  onReason,
  errorOf,
}: MoreFieldsProps) => {
  const { t } = useMessages();
  const { data: locales = [] } = useLocalesQuery();
  return (
    <>
      <RareLimits limits={limits} onChange={onLimits} errorOf={errorOf} />
      {locales
        .filter(({ isDefault }) => !isDefault)
        .map(({ code, name }) => (
          <Grid.Item key={code} col={6} m={12} xs={12} direction="column" alignItems="stretch">
            <TextField
              label={t('review.alternative.in', { language: name })}
              value={texts[code] ?? ''}
              error={errorOf(`alternativeTexts.${code}`)}
              onChange={(typed) => onTexts({ ...texts, [code]: typed })}
            />
          </Grid.Item>
        ))}
      <Grid.Item col={6} m={12} xs={12} direction="column" alignItems="stretch">
        <TextField
          label={t('review.remark')}
          value={reason}
          error={errorOf('reason')}
          onChange={onReason}
        />
      </Grid.Item>
    </>
  );
};

/** Fields that hide under *More*: what is said of them opens it. */
export const IS_RARE =
  /^(reason|alternativeTexts|limits\.(licence|regions|languages|maximumPlacements|isModificationAllowed|validFrom))/;
