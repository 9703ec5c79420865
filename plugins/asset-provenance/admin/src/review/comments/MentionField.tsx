import { forwardRef, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Box, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../../i18n';

export type Mentionable = { id: string; name: string };

const Choice = styled.button<{ $isOn: boolean }>`
  border: 0;
  width: 100%;
  text-align: left;
  cursor: pointer;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary100 : theme.colors.neutral0)};
  color: ${({ theme }) => theme.colors.neutral800};
`;

const MOST_CHOICES = 6;
/** `@` and what was typed after it, up to where the text is being written. */
const BEGUN = /(?:^|\s)@([^\s@]{0,40})$/;

type MentionFieldProps = {
  label: string;
  value: string;
  people: readonly Mentionable[];
  error?: string;
  placeholder?: string;
  onChange: (value: string) => void;
  onSend: () => void;
};

/** A comment's text; `@` offers people. Ctrl + Enter sends. */
export const MentionField = forwardRef<HTMLTextAreaElement, MentionFieldProps>(
  function MentionField({ label, value, people, error, placeholder, onChange, onSend }, ref) {
    const { t } = useMessages();
    const [begun, setBegun] = useState<string | null>(null);
    const [index, setIndex] = useState(0);
    const field = useRef<HTMLTextAreaElement | null>(null);

    const choices =
      begun === null
        ? []
        : people
            .filter(({ name }) => name.toLowerCase().includes(begun.toLowerCase()))
            .slice(0, MOST_CHOICES);
    const typed = (text: string, at: number) => {
      setBegun(BEGUN.exec(text.slice(0, at))?.[1] ?? null);
      setIndex(0);
      onChange(text);
    };
    const choose = ({ name }: Mentionable) => {
      const at = field.current?.selectionStart ?? value.length;
      const before = value.slice(0, at - (begun ?? '').length);
      onChange(`${before}${name} ${value.slice(at)}`);
      setBegun(null);
      field.current?.focus();
    };

    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey } = event;
      const chosen = choices[index];
      if (key === 'Enter' && (ctrlKey || metaKey)) {
        event.preventDefault();
        onSend();
      } else if (chosen && (key === 'Enter' || key === 'Tab')) {
        event.preventDefault();
        choose(chosen);
      } else if (chosen && (key === 'ArrowDown' || key === 'ArrowUp')) {
        event.preventDefault();
        const by = key === 'ArrowDown' ? 1 : choices.length - 1;
        setIndex((index + by) % choices.length);
      } else if (begun !== null && key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setBegun(null);
      }
    };

    return (
      <Box position="relative">
        <Field.Root error={error} hint={t('review.comment.hint')} width="100%">
          <Field.Label>{label}</Field.Label>
          <Textarea
            ref={(element: HTMLTextAreaElement | null) => {
              field.current = element;
              if (typeof ref === 'function') ref(element);
              else if (ref) ref.current = element;
            }}
            value={value}
            placeholder={placeholder}
            onChange={(event) => typed(event.target.value, event.target.selectionStart)}
            onKeyDown={onKeyDown}
            onBlur={() => setTimeout(() => setBegun(null), 150)}
          />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        {choices.length > 0 ? (
          <Box
            role="listbox"
            aria-label={t('review.comment.mention')}
            background="neutral0"
            borderColor="neutral200"
            shadow="popupShadow"
            hasRadius
            overflow="hidden"
          >
            {choices.map((person, at) => (
              <Choice
                key={person.id}
                type="button"
                role="option"
                aria-selected={at === index}
                $isOn={at === index}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(person)}
              >
                <Flex gap={2}>
                  <Typography>{person.name}</Typography>
                </Flex>
              </Choice>
            ))}
          </Box>
        ) : null}
      </Box>
    );
  }
);

/** Who is named in a text. */
export const mentionedIn = (text: string, people: readonly Mentionable[]): string[] =>
  people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
