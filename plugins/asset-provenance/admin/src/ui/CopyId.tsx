import { Flex, IconButton, Tooltip, Typography } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { useCopied } from './useCopied';

export const Monospace = styled(Typography)`
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
`;

/** Copies a text; the tick says that it is done. */
export const CopyButton = ({ value, label }: { value: string; label?: string }) => {
  const { t } = useMessages();
  const { isCopied, copyText } = useCopied();

  return (
    <IconButton
      size="XS"
      variant="ghost"
      label={isCopied ? t('common.copied') : (label ?? t('common.copy'))}
      onClick={(event) => {
        event.stopPropagation();
        void copyText(value);
      }}
    >
      {isCopied ? <Check /> : <Duplicate />}
    </IconButton>
  );
};

type CopyIdProps = {
  value: string;
  /** What it is, for the copy button: *Copy task ID*. */
  label?: string;
  /** Characters shown of a long one, from its beginning; the whole on hover. */
  shown?: number;
};

/** An id, a hash or an address: monospace, with copy. */
export const CopyId = ({ value, label, shown = 12 }: CopyIdProps) => {
  const isCut = value.length > shown + 1;
  const text = (
    <Monospace variant="pi" tag="code" ellipsis>
      {isCut ? `${value.slice(0, shown)}…` : value}
    </Monospace>
  );
  return (
    <Flex inline gap={1} minWidth={0} maxWidth="100%">
      {isCut ? <Tooltip label={value}>{text}</Tooltip> : text}
      <CopyButton value={value} label={label} />
    </Flex>
  );
};
