import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle } from '@strapi/icons';
import type { ChainCheck } from '../../../shared/trace';
import { useMessages } from '../i18n';

/** What was compared just now: each line says whether it holds. */
export const Checks = ({ checks }: { checks: readonly ChainCheck[] }) => {
  const { t, say } = useMessages();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {checks.map((check) => {
        const color = check.isIntact ? 'success' : 'danger';
        const Icon = check.isIntact ? CheckCircle : CrossCircle;
        return (
          <Flex key={check.id} tag="li" gap={2} alignItems="flex-start">
            <Flex shrink={0} color={`${color}600`} paddingTop={1}>
              <Icon aria-hidden width="1.6rem" height="1.6rem" />
            </Flex>
            <Typography>
              <Typography fontWeight="bold" textColor={`${color}700`}>
                {t(check.isIntact ? 'trace.intact' : 'trace.not-intact')}
              </Typography>{' '}
              {say(check)}
            </Typography>
          </Flex>
        );
      })}
    </Flex>
  );
};
