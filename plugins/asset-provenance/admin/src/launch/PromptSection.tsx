import { Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { useFormat, useMessages } from '../i18n';
import { FieldSlot, Section } from './parts';
import { useLaunch } from './useLaunchForm';

const Counter = ({ length, most }: { length: number; most: number }) => {
  const { number } = useFormat();
  return (
    <Typography variant="pi" textColor={length > most ? 'danger600' : 'neutral600'}>
      {number(length)} / {number(most)}
    </Typography>
  );
};

/** What is to be seen, and what is not. */
export const PromptSection = () => {
  const { t, say } = useMessages();
  const { form, offered, checking, change, errorOf } = useLaunch();
  const advice = checking.preflight?.checks.find(({ id }) => id === 'prompt_use');
  const isThin = form.prompt.trim() !== '' && advice?.result === 'attention';

  return (
    <Section title={t('launch.prompt.title')}>
      <FieldSlot path="parameters.prompt">
        <Field.Root required error={errorOf('parameters.prompt')} width="100%">
          <Flex justifyContent="space-between">
            <Field.Label>{t('launch.prompt')}</Field.Label>
            {offered ? (
              <Counter length={form.prompt.length} most={offered.model.promptMaxLength} />
            ) : null}
          </Flex>
          <Textarea
            name="prompt"
            rows={5}
            resizable
            value={form.prompt}
            placeholder={t('launch.prompt.placeholder')}
            onChange={(event) => change({ prompt: event.target.value })}
          />
          <Field.Error />
          {isThin && advice.detail ? (
            <Typography variant="pi" textColor="neutral800" role="status">
              {say(advice.detail)}
            </Typography>
          ) : null}
        </Field.Root>
      </FieldSlot>
      {offered?.model.hasNegativePrompt ? (
        <FieldSlot path="parameters.negativePrompt">
          <Field.Root
            hint={t('launch.negative.hint')}
            error={errorOf('parameters.negativePrompt')}
            width="100%"
          >
            <Field.Label>{t('launch.negative')}</Field.Label>
            <Textarea
              name="negativePrompt"
              rows={2}
              resizable
              value={form.negativePrompt}
              onChange={(event) => change({ negativePrompt: event.target.value })}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        </FieldSlot>
      ) : null}
    </Section>
  );
};
