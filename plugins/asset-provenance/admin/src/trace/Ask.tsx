import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Box, Button, Field, Flex } from '@strapi/design-system';
import { Search, Upload } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';

const HiddenInput = styled.input`
  display: none;
`;

type AskProps = {
  question: string;
  isAsking: boolean;
  onAsk: (question: string) => void;
  onFile: (file: File) => void;
};

/** One field for everything that a file can be asked by, and a file itself. */
export const Ask = ({ question, isAsking, onAsk, onFile }: AskProps) => {
  const { t } = useMessages();
  const [typed, setTyped] = useState(question);
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(question), [question]);

  return (
    <Flex
      data-no-print
      tag="form"
      role="search"
      gap={2}
      alignItems="flex-end"
      wrap="wrap"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (typed.trim()) onAsk(typed.trim());
      }}
    >
      <Box flex="1" minWidth="28rem">
        <Field.Root name="q">
          <Field.Label>{t('trace.field')}</Field.Label>
          <Field.Input
            value={typed}
            placeholder={t('trace.placeholder')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field.Root>
      </Box>
      <Button type="submit" size="L" startIcon={<Search aria-hidden />} loading={isAsking}>
        {t('trace.ask')}
      </Button>
      <Button
        type="button"
        size="L"
        variant="tertiary"
        startIcon={<Upload aria-hidden />}
        onClick={() => chooser.current?.click()}
      >
        {t('trace.choose-file')}
      </Button>
      <HiddenInput
        ref={chooser}
        type="file"
        tabIndex={-1}
        aria-label={t('trace.choose-file')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </Flex>
  );
};
