import { useState } from 'react';
import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { EmptyState, OutputCard, Panel } from '../ui';
import { AdoptDialog } from './AdoptDialog';
import { OutputActs } from './OutputActs';
import type { OutputDialog } from './OutputActs';
import { OutputDrawer } from './OutputDrawer';
import { PromoteDialog } from './PromoteDialog';
import { SubmitDialog } from './SubmitDialog';
import { useTaskState } from './taskState';

/** Beside the tabs there is half a page: two results in a row. */
const Grid = styled(Box)<{ $isSingle: boolean }>`
  display: grid;
  grid-template-columns: repeat(
    ${({ $isSingle }) => ($isSingle ? 1 : 'auto-fill')},
    minmax(min(20rem, 100%), 1fr)
  );
  gap: ${({ theme }) => theme.spaces[4]};
  align-items: start;
`;

/** The results of a task: those that are here, and a place for those to come. */
export const OutputsPanel = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { values, set } = useTaskState();
  const [dialog, setDialog] = useState<{ of: OutputDialog; output: OutputSummary } | null>(null);
  const stored = task.outputs.filter(({ state }) => state === 'stored');
  const opened = stored.find(({ outputId }) => outputId === values.output);
  const close = () => setDialog(null);
  const acts = (output: OutputSummary) => (
    <OutputActs task={task} output={output} onDialog={(of) => setDialog({ of, output })} />
  );

  return (
    <Panel
      title={t('tasks.results', { stored: task.outputsStored, expected: task.outputsExpected })}
    >
      {task.outputs.length === 0 ? (
        <EmptyState of="pictures">{t('tasks.results.none')}</EmptyState>
      ) : (
        <Grid $isSingle={task.outputs.length === 1}>
          {task.outputs.map((output) => (
            <OutputCard
              key={output.outputId}
              output={output}
              isSelected={output.outputId === values.output}
              onOpen={
                output.state === 'stored' ? () => set({ output: output.outputId }) : undefined
              }
              actions={output.state === 'stored' ? acts(output) : undefined}
            />
          ))}
        </Grid>
      )}
      {opened ? (
        <OutputDrawer
          task={task}
          output={opened}
          siblings={stored}
          onOpen={(outputId) => set({ output: outputId }, { replace: true })}
          onClose={() => set({ output: null })}
          acts={acts(opened)}
        />
      ) : null}
      {dialog?.of === 'submit' ? (
        <SubmitDialog task={task} output={dialog.output} onClose={close} />
      ) : null}
      {dialog?.of === 'adopt' ? (
        <AdoptDialog task={task} output={dialog.output} onClose={close} />
      ) : null}
      {dialog?.of === 'promote' ? (
        <PromoteDialog task={task} output={dialog.output} onClose={close} />
      ) : null}
    </Panel>
  );
};
