import { useRef } from 'react';
import { Button, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { Cross, FileCsv, Upload } from '@strapi/icons';
import { styled } from 'styled-components';
import type { TableEncoding } from '../../../shared/batches';
import { useMessages } from '../i18n';
import { Panel } from '../ui';
import { ColumnsHelp } from './ColumnsHelp';
import type { ChosenFile } from './storage';

const HiddenInput = styled.input`
  display: none;
`;

const ACCEPTED = '.csv,.txt,.tsv';
const ROWS = 8;

type TablePanelProps = {
  table: string;
  file: ChosenFile | null;
  /** As which the server read the file. */
  encoding: TableEncoding | null;
  error: string | undefined;
  onTable: (table: string) => void;
  onFile: (file: File) => void;
  onDropFile: () => void;
};

type FileLineProps = Pick<TablePanelProps, 'encoding' | 'error'> & {
  file: ChosenFile;
  onRemove: () => void;
};

const FileLine = ({ file, encoding, error, onRemove }: FileLineProps) => {
  const { t } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Flex gap={3} wrap="wrap" background="neutral100" hasRadius padding={3}>
        <FileCsv aria-hidden width="2rem" height="2rem" />
        <Flex direction="column" alignItems="stretch" flex="1" minWidth={0} role="status">
          <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Typography>
          {encoding ? (
            <Typography variant="pi" textColor="neutral600">
              {t(`batch.encoding.${encoding}`)}
            </Typography>
          ) : null}
        </Flex>
        <Button size="S" variant="tertiary" startIcon={<Cross aria-hidden />} onClick={onRemove}>
          {t('batch.file.remove')}
        </Button>
      </Flex>
      {error ? (
        <Typography variant="pi" textColor="danger600" role="alert">
          {error}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** Where the rows come from: pasted, typed, or a file. */
export const TablePanel = ({
  table,
  file,
  encoding,
  error,
  onTable,
  onFile,
  onDropFile,
}: TablePanelProps) => {
  const { t } = useMessages();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <Panel
      title={t('batch.table.title')}
      actions={
        <Button
          size="S"
          variant="secondary"
          startIcon={<Upload aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          {t('batch.file.choose')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {file ? (
          <FileLine file={file} encoding={encoding} error={error} onRemove={onDropFile} />
        ) : (
          <Field.Root hint={t('batch.table.hint')} error={error} width="100%">
            <Field.Label>{t('batch.table')}</Field.Label>
            <Textarea
              name="table"
              rows={ROWS}
              resizable
              wrap="off"
              value={table}
              placeholder={t('batch.table.placeholder')}
              onChange={(event) => onTable(event.target.value)}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        )}
        <HiddenInput
          ref={chooser}
          type="file"
          accept={ACCEPTED}
          tabIndex={-1}
          aria-label={t('batch.file.choose')}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) onFile(chosen);
            event.target.value = '';
          }}
        />
        <ColumnsHelp />
      </Flex>
    </Panel>
  );
};
