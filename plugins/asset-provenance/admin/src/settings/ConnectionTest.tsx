import { useState } from 'react';
import { Box, Button, Flex } from '@strapi/design-system';
import { Lightning } from '@strapi/icons';
import type { ConnectionTest as Answer } from '../../../shared/catalog';
import { useRefusal, useTestConnectionMutation } from '../api';
import { useFormat, useMessages } from '../i18n';
import { Notice } from '../ui';

type Told = { isOk: boolean; text: string; at: number };

/** Asks the provider for something that costs nothing; the answer stays until the next one. */
export const ConnectionTest = ({ providerId, name }: { providerId: string; name: string }) => {
  const { t, say } = useMessages();
  const { time } = useFormat();
  const describe = useRefusal();
  const [test, { isLoading }] = useTestConnectionMutation();
  const [told, setTold] = useState<Told | null>(null);

  const ask = async () => {
    const tell = (isOk: boolean, text: string) => setTold({ isOk, text, at: Date.now() });
    try {
      const answer: Answer = await test(providerId).unwrap();
      tell(answer.isOk, say(answer));
    } catch (error) {
      const { what, why, next } = describe(error);
      tell(false, [what, why, next].filter(Boolean).join(' '));
    }
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex>
        <Button
          size="S"
          variant="secondary"
          startIcon={<Lightning aria-hidden />}
          loading={isLoading}
          aria-label={t('settings.test.of', { name })}
          onClick={() => void ask()}
        >
          {t('settings.test')}
        </Button>
      </Flex>
      <Box aria-live="polite">
        {told ? (
          <Notice
            of={told.isOk ? 'success' : 'danger'}
            title={t(told.isOk ? 'settings.test.ok' : 'settings.test.failed', {
              time: time(told.at),
            })}
          >
            {told.text}
          </Notice>
        ) : null}
      </Box>
    </Flex>
  );
};
