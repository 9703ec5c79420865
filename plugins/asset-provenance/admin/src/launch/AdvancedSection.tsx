import { useState } from 'react';
import {
  Accordion,
  Box,
  Button,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { Cog } from '@strapi/icons';
import type { ModelCapabilities } from '../../../shared/catalog';
import { useMessages } from '../i18n';
import { TextField } from '../ui';
import { FieldSlot, Pair } from './parts';
import { anyKey } from './request';
import { useLaunch } from './useLaunchForm';

const ExtraField = ({ id, extra }: { id: string; extra: ModelCapabilities['extras'][string] }) => {
  const { t, say } = useMessages();
  const { form, change, errorOf } = useLaunch();
  const path = `parameters.extras.${id}`;
  const value = form.extras[id] ?? '';
  const set = (next: string) =>
    change((before) => ({ ...before, extras: { ...before.extras, [id]: next } }), path);

  if (!extra.values)
    return (
      <FieldSlot path={path}>
        <TextField label={say(extra.label)} value={value} error={errorOf(path)} onChange={set} />
      </FieldSlot>
    );
  return (
    <FieldSlot path={path}>
      <Field.Root error={errorOf(path)} width="100%">
        <Field.Label>{say(extra.label)}</Field.Label>
        <SingleSelect
          value={value || null}
          placeholder={t('launch.extras.usual')}
          clearLabel={t('common.clear')}
          onChange={(chosen) => set(String(chosen))}
          onClear={value ? () => set('') : undefined}
        >
          {extra.values.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {one}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Error />
      </Field.Root>
    </FieldSlot>
  );
};

/** What few need: where to report to, a key against doubles, and what only this provider knows. */
export const AdvancedSection = () => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const { catalog, form, offered, change, errorOf } = useLaunch();
  const { hasOutboundCallbacks } = catalog;
  const extras = Object.entries(offered?.model.extras ?? {});
  // An error that nobody sees cannot be mended.
  const isWrong = [
    'callbackUrl',
    'idempotencyKey',
    ...extras.map(([id]) => `parameters.extras.${id}`),
  ].some((path) => errorOf(path) !== undefined);

  return (
    <Box shadow="tableShadow" hasRadius overflow="hidden" background="neutral0">
      <Accordion.Root
        size="M"
        value={isOpen || isWrong ? 'advanced' : ''}
        onValueChange={(value) => setIsOpen(value === 'advanced')}
      >
        <Accordion.Item value="advanced">
          <Accordion.Header>
            <Accordion.Trigger icon={Cog} description={t('launch.advanced.hint')}>
              {t('launch.advanced.title')}
            </Accordion.Trigger>
          </Accordion.Header>
          <Accordion.Content>
            <Flex direction="column" alignItems="stretch" gap={5} padding={6}>
              <FieldSlot path="callbackUrl">
                <TextField
                  label={t('launch.callback')}
                  hint={t(
                    hasOutboundCallbacks ? 'launch.callback.hint' : 'launch.callback.unsigned'
                  )}
                  placeholder="https://"
                  isDisabled={!hasOutboundCallbacks}
                  value={form.callbackUrl}
                  error={errorOf('callbackUrl')}
                  onChange={(callbackUrl) => change({ callbackUrl })}
                />
              </FieldSlot>
              <FieldSlot path="idempotencyKey">
                <TextField
                  label={t('launch.idempotency')}
                  hint={t('launch.idempotency.hint')}
                  value={form.idempotencyKey}
                  error={errorOf('idempotencyKey')}
                  onChange={(idempotencyKey) => change({ idempotencyKey })}
                />
              </FieldSlot>
              <Flex>
                <Button
                  size="S"
                  variant="tertiary"
                  onClick={() => change({ idempotencyKey: anyKey() })}
                >
                  {t('launch.idempotency.make')}
                </Button>
              </Flex>
              {extras.length > 0 ? (
                <Pair>
                  {extras.map(([id, extra]) => (
                    <ExtraField key={id} id={id} extra={extra} />
                  ))}
                </Pair>
              ) : null}
            </Flex>
          </Accordion.Content>
        </Accordion.Item>
      </Accordion.Root>
    </Box>
  );
};
