import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';
import { useRefusal } from '../api/useRefusal';
import { useFormat, useMessages } from '../i18n';

type ErrorStateProps = {
  /** The `error` of an RTK Query hook. */
  error: unknown;
  onRetry?: () => void;
  isRetrying?: boolean;
};

/** What happened, why, what to do next, and *try again*. */
export const ErrorState = ({ error, onRetry, isRetrying = false }: ErrorStateProps) => {
  const { t } = useMessages();
  const { what, why, next } = useRefusal()(error);
  return (
    <Box role="alert" background="neutral0" shadow="tableShadow" hasRadius padding={8}>
      <Flex direction="column" gap={3}>
        <WarningCircle aria-hidden fill="danger600" width="3.2rem" height="3.2rem" />
        <Typography variant="delta" tag="h2" textAlign="center">
          {what}
        </Typography>
        {why ? (
          <Typography textColor="neutral600" textAlign="center">
            {why}
          </Typography>
        ) : null}
        {next ? <Typography textAlign="center">{next}</Typography> : null}
        {onRetry ? (
          <Button
            variant="secondary"
            startIcon={<ArrowClockwise aria-hidden />}
            onClick={onRetry}
            loading={isRetrying}
          >
            {t('common.try-again')}
          </Button>
        ) : null}
      </Flex>
    </Box>
  );
};

/** Marks data that is shown although the last refresh failed. */
export const StaleNotice = ({
  since,
  onRetry,
}: {
  since: number | undefined;
  onRetry: () => void;
}) => {
  const { t } = useMessages();
  const { time } = useFormat();
  return (
    <Flex
      role="status"
      background="warning100"
      borderColor="warning200"
      hasRadius
      padding={3}
      gap={3}
      justifyContent="space-between"
    >
      <Flex gap={2}>
        <WarningCircle aria-hidden fill="warning600" />
        <Typography textColor="neutral800">
          {t('common.stale', { time: time(since ?? Date.now()) })}
        </Typography>
      </Flex>
      <Button size="S" variant="tertiary" onClick={onRetry}>
        {t('common.try-again')}
      </Button>
    </Flex>
  );
};
