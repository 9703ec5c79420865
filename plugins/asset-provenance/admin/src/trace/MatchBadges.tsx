import { Flex, Status, Typography } from '@strapi/design-system';
import { CheckCircle, Link, WarningCircle } from '@strapi/icons';
import { traceMatches } from '../../../shared/vocabulary';
import type { TraceMatchResult } from '../../../shared/trace';
import { useMessages, useTerm } from '../i18n';
import { sureness } from './sureness';

type MatchBadgesProps = Pick<TraceMatchResult, 'match' | 'format' | 'likeness'>;

/** How the record was found, and how sure that is. */
export const MatchBadges = ({ match, format, likeness }: MatchBadgesProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { variant, label } = sureness[match];
  const Icon = variant === 'success' ? CheckCircle : WarningCircle;
  const how = termOf(traceMatches, match);
  const said = likeness ? t('trace.how.likeness', { how, likeness }) : how;
  return (
    <Flex gap={2} wrap="wrap">
      <Status size="XS" variant="secondary" width="fit-content">
        <Flex gap={1} color="secondary600">
          <Link aria-hidden width="1.2rem" height="1.2rem" />
          <Typography tag="span" variant="pi" fontWeight="bold" textColor="secondary700">
            {format ? t('trace.how.format', { how, format }) : said}
          </Typography>
        </Flex>
      </Status>
      <Status size="XS" variant={variant} width="fit-content">
        <Flex gap={1} color={`${variant}600`}>
          <Icon aria-hidden width="1.2rem" height="1.2rem" />
          <Typography tag="span" variant="pi" fontWeight="bold" textColor={`${variant}700`}>
            {t(label)}
          </Typography>
        </Flex>
      </Status>
    </Flex>
  );
};
