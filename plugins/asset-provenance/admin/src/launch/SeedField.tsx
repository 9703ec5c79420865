import { Field, Flex, IconButton } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useMessages } from '../i18n';
import { FieldSlot } from './parts';
import { DiceIcon, UnlockIcon } from './icons';
import { useLaunch } from './useLaunchForm';

const LARGEST = 4294967295;
const anySeed = () => Math.floor(Math.random() * (LARGEST + 1));

/** The number that everything random begins with: kept, or left to the provider. */
export const SeedField = () => {
  const { t } = useMessages();
  const { form, change, errorOf } = useLaunch();
  const { seed, isSeedKept } = form;

  const type = (text: string) => {
    const digits = text.replace(/\D/g, '');
    const typed = digits === '' ? null : Math.min(Number(digits), LARGEST);
    change({ seed: typed, isSeedKept: typed !== null });
  };

  return (
    <FieldSlot path="parameters.seed">
      <Field.Root
        width="100%"
        hint={t(isSeedKept ? 'launch.seed.kept' : 'launch.seed.open')}
        error={errorOf('parameters.seed')}
      >
        <Field.Label>{t('parameter.seed')}</Field.Label>
        <Flex gap={2} alignItems="flex-start">
          <Flex direction="column" alignItems="stretch" flex="1" maxWidth="24rem">
            <Field.Input
              name="seed"
              inputMode="numeric"
              autoComplete="off"
              value={isSeedKept && seed !== null ? String(seed) : ''}
              placeholder={t('parameter.chosen-by-provider')}
              onChange={(event) => type(event.target.value)}
            />
          </Flex>
          <IconButton
            size="L"
            label={t('launch.seed.dice')}
            onClick={() => change({ seed: anySeed(), isSeedKept: true })}
          >
            <DiceIcon />
          </IconButton>
          <IconButton
            size="L"
            label={t(isSeedKept ? 'launch.seed.unlock' : 'launch.seed.lock')}
            aria-pressed={isSeedKept}
            onClick={() => change({ seed: seed ?? anySeed(), isSeedKept: !isSeedKept })}
          >
            {isSeedKept ? <Lock /> : <UnlockIcon />}
          </IconButton>
        </Flex>
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    </FieldSlot>
  );
};
