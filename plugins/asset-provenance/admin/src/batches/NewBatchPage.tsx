import { useRef, useState } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { DropArea, PageShell, Panel, TextField, useFieldError } from '../ui';
import { CheckedRows } from './CheckedRows';
import { CommonPanel } from './CommonPanel';
import { LaunchPanel } from './LaunchPanel';
import { MOST_BYTES, readFile } from './readFile';
import { TablePanel } from './TablePanel';
import { isOfTable } from './useProblemWords';
import { useNewBatch } from './useNewBatch';

const Columns = styled(Box)`
  container-type: inline-size;

  > div {
    display: grid;
    gap: ${({ theme }) => theme.spaces[6]};
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  @container (min-width: 84rem) {
    > div {
      grid-template-columns: minmax(0, 1fr) minmax(28rem, 34rem);
    }
  }
`;

const Sticky = styled(Box)`
  position: sticky;
  top: ${({ theme }) => theme.spaces[6]};
`;

const withoutEnding = (fileName: string) => fileName.replace(/\.[^.]*$/, '');

/** Many launches at once, from a table with one row for each. */
export const NewBatchPage = () => {
  const { t } = useMessages();
  const { bytes } = useFormat();
  const navigate = useNavigate();
  const batch = useNewBatch();
  const { draft, check, refusal, unread, change } = batch;
  const refused = useFieldError(refusal);
  const nameInput = useRef<HTMLInputElement>(null);
  const [isTried, setIsTried] = useState(false);
  const [fileProblem, setFileProblem] = useState<string>();

  const takeFile = async (chosen: File) => {
    if (chosen.size > MOST_BYTES) {
      setFileProblem(t('batch.file.large', { most: bytes(MOST_BYTES) }));
      return;
    }
    try {
      const file = await readFile(chosen);
      setFileProblem(undefined);
      change({ file, name: draft.name || withoutEnding(file.name) });
    } catch {
      setFileProblem(t('batch.file.unreadable'));
    }
  };

  const onLaunch = async () => {
    setIsTried(true);
    if (!draft.name.trim()) {
      nameInput.current?.focus();
      return;
    }
    const launched = await batch.send();
    if (launched) navigate(paths.batch(launched.batchId));
  };

  const tableProblems = Object.entries({ ...unread?.fields, ...refusal?.fields })
    .filter(([path]) => isOfTable(path))
    .map(([, message]) => message);
  const nameMissing = isTried && !draft.name.trim() ? t('common.required') : undefined;
  return (
    <PageShell
      title={t('batch.new')}
      subtitle={t('batch.new.subtitle')}
      backTo={`${paths.launch}${batch.common?.search ?? ''}`}
    >
      <DropArea label={t('batch.file.drop')} onFile={(file) => void takeFile(file)}>
        <Columns>
          <div>
            <Flex direction="column" alignItems="stretch" gap={5} minWidth={0}>
              <CommonPanel common={batch.common} />
              <Panel>
                <TextField
                  ref={nameInput}
                  isRequired
                  name="name"
                  label={t('batch.name')}
                  hint={t('batch.name.hint')}
                  value={draft.name}
                  error={refused('name') ?? nameMissing}
                  onChange={(name) => change({ name })}
                />
              </Panel>
              <TablePanel
                table={draft.table}
                file={draft.file}
                encoding={check?.encoding ?? null}
                error={fileProblem ?? (tableProblems.join(' · ') || undefined)}
                onTable={(table) => {
                  setFileProblem(undefined);
                  change({ table });
                }}
                onFile={(file) => void takeFile(file)}
                onDropFile={() => change({ file: null })}
              />
              {check ? <CheckedRows rows={check.rows} isStale={!batch.isCurrent} /> : null}
            </Flex>
            <Sticky>
              <LaunchPanel batch={batch} onLaunch={() => void onLaunch()} />
            </Sticky>
          </div>
        </Columns>
      </DropArea>
    </PageShell>
  );
};
