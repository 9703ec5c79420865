import { useState } from 'react';
import { Flex, IconButton, Modal, Typography } from '@strapi/design-system';
import { Command } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { DescriptionList } from './DescriptionList';
import { useKeys } from './useKeys';
import type { KeyBinding } from './useKeys';

const Key = styled(Typography).attrs({ tag: 'kbd' })`
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
  padding: ${({ theme }) => `0 ${theme.spaces[2]}`};
  width: fit-content;
`;

const SYMBOLS: Record<string, string> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: '↵',
  escape: 'Esc',
  shift: '⇧',
  ' ': '␣',
};

const shown = (key: string) =>
  key
    .split('+')
    .map((part) => SYMBOLS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');

/** Makes the keys work and lists them on `?`; renders the button that opens the list. `PageShell` does it for `keys`. */
export const KeysHelp = ({ bindings }: { bindings: readonly KeyBinding[] }) => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const all = [...bindings, { key: '?', label: t('keys.help'), onPress: () => setIsOpen(true) }];
  useKeys(all);

  return (
    <Modal.Root open={isOpen} onOpenChange={setIsOpen}>
      <Modal.Trigger>
        <IconButton label={t('keys.open')} variant="ghost">
          <Command />
        </IconButton>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('keys.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <DescriptionList>
            {all.map(({ key, label }) => (
              <Flex key={key} tag="div" style={{ display: 'contents' }}>
                <dt>
                  <Key variant="pi">{shown(key)}</Key>
                </dt>
                <Typography tag="dd">{label}</Typography>
              </Flex>
            ))}
          </DescriptionList>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
