import { useState } from 'react';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { CardGrid, EmptyState, OutputCard, Panel } from '../ui';
import { OutputActs } from './OutputActs';
import type { OutputDialog } from './OutputActs';
import { OutputDrawer } from './OutputDrawer';
import { PromoteDialog } from './PromoteDialog';
import { SubmitDialog } from './SubmitDialog';
import { useTaskState } from './taskState';

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
        <CardGrid>
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
        </CardGrid>
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
      {dialog?.of === 'promote' ? (
        <PromoteDialog task={task} output={dialog.output} onClose={close} />
      ) : null}
    </Panel>
  );
};
