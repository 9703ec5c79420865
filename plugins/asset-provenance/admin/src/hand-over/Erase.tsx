import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { Person } from '../../../shared/hand-over';
import type { ErasureResult } from '../../../shared/keeping';
import { useErasableQuery, useEraseMutation } from '../api';
import { useMessages } from '../i18n';
import { ErrorState, LoadingRows, Notice, Panel, ReasonDialog, TextField } from '../ui';
import { PersonSelect } from './PersonSelect';

type DialogProps = {
  person: Person;
  onClose: () => void;
  onDone: (result: ErasureResult) => void;
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const EraseDialog = ({ person, onClose, onDone }: DialogProps) => {
  const { t } = useMessages();
  const [erase, { isLoading }] = useEraseMutation();
  const [aliases, setAliases] = useState('');
  return (
    <ReasonDialog<ErasureResult>
      isDangerous
      title={t('keeping.erase.ask', { name: person.name })}
      act={t('keeping.erase.act')}
      label={t('keeping.erase.reason')}
      isBusy={isLoading}
      onClose={onClose}
      onSend={(reason) => erase({ personId: person.id, reason, aliases: linesOf(aliases) })}
      onDone={onDone}
    >
      <Typography>{t('keeping.erase.effect')}</Typography>
      <TextField isLong label={t('keeping.erase.aliases')} value={aliases} onChange={setAliases} />
    </ReasonDialog>
  );
};

const Form = ({ people }: { people: readonly Person[] }) => {
  const { t } = useMessages();
  const [personId, setPersonId] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [result, setResult] = useState<ErasureResult | null>(null);
  const person = people.find(({ id }) => id === personId);
  return (
    <>
      <PersonSelect
        label={t('keeping.erase.person')}
        people={people}
        value={personId}
        onChange={(id) => {
          setPersonId(id);
          setResult(null);
        }}
      />
      {result ? (
        <Notice of="success" role="status">
          {result.pseudonym
            ? t('keeping.erase.done', {
                pseudonym: result.pseudonym,
                events: result.events,
                rows: result.rows,
              })
            : t('keeping.erase.nothing')}
        </Notice>
      ) : null}
      <Box>
        <Button
          variant="danger-light"
          disabled={person === undefined}
          onClick={() => setIsOpen(true)}
        >
          {t('keeping.erase.act')}
        </Button>
      </Box>
      {isOpen && person ? (
        <EraseDialog
          person={person}
          onClose={() => setIsOpen(false)}
          onDone={(done) => {
            setIsOpen(false);
            setPersonId(null);
            setResult(done);
          }}
        />
      ) : null}
    </>
  );
};

/** Takes somebody who left out of all that is kept. */
export const Erase = () => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching } = useErasableQuery();
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    return data ? <Form people={data} /> : <LoadingRows count={1} />;
  };
  return (
    <Panel title={t('keeping.erase.title')}>
      <Box maxWidth="64rem">
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral600">{t('keeping.erase.effect')}</Typography>
          {content()}
        </Flex>
      </Box>
    </Panel>
  );
};
