import { Button, Flex, IconButton, LinkButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Check, Download, PaperPlane, Rocket, Star } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useChooseMutation } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, mediaUrl } from '../ui';
import { fileNameOf } from './shared';
import { useTaskAct, useTaskActs } from './useTaskActs';

export type OutputDialog = 'submit' | 'promote' | 'adopt';

type OutputActsProps = {
  task: TaskDetail;
  output: OutputSummary;
  onDialog: (of: OutputDialog) => void;
};

const Choose = ({ task, output }: Pick<OutputActsProps, 'task' | 'output'>) => {
  const { t } = useMessages();
  const act = useTaskAct();
  const [choose, { isLoading }] = useChooseMutation();
  const { isChosen, outputId } = output;
  return (
    <Button
      size="S"
      variant={isChosen ? 'tertiary' : 'secondary'}
      startIcon={<Star aria-hidden />}
      loading={isLoading}
      aria-pressed={isChosen}
      onClick={() => void act(choose({ taskId: task.taskId, outputId, isChosen: !isChosen }))}
    >
      {t(isChosen ? 'tasks.unchoose' : 'tasks.choose')}
    </Button>
  );
};

/** What a reviewer wrote, and the launch that answers it. */
const Regenerate = ({ task, output }: Pick<OutputActsProps, 'task' | 'output'>) => {
  const { t } = useMessages();
  return (
    <Flex
      direction="column"
      alignItems="flex-start"
      gap={2}
      background="warning100"
      hasRadius
      padding={2}
      width="100%"
    >
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {t('launch.from.reason')}
      </Typography>
      <Ellipsis variant="pi" lines={3}>
        {output.verdictReason ?? ''}
      </Ellipsis>
      <LinkButton
        size="S"
        startIcon={<ArrowClockwise aria-hidden />}
        tag={Link}
        to={paths.launchFrom(task.taskId, 'regenerate', output.outputId)}
      >
        {t('tasks.regenerate')}
      </LinkButton>
    </Flex>
  );
};

/** What can be done with one result: drafts are chosen and promoted, finals are submitted. */
export const OutputActs = ({ task, output, onDialog }: OutputActsProps) => {
  const { t } = useMessages();
  const acts = useTaskActs(task);
  const isUnsubmitted = output.approvalStatus === 'unsubmitted';
  const isDraft = output.stage === 'draft';
  // A file that was replaced after its approval is looked at anew.
  const awaitsSubmission = isUnsubmitted || output.approvalStatus === 'changed';
  const isSubmittable = acts.canSubmit && !isDraft && awaitsSubmission;
  return (
    <>
      {output.verdictReason && acts.canVary ? <Regenerate task={task} output={output} /> : null}
      {acts.canPromote && isDraft && output.isChosen ? (
        <Button size="S" startIcon={<Rocket aria-hidden />} onClick={() => onDialog('promote')}>
          {t('tasks.promote')}
        </Button>
      ) : null}
      {acts.canAdopt && isDraft && output.isChosen && isUnsubmitted ? (
        <Button
          size="S"
          variant="secondary"
          startIcon={<Check aria-hidden />}
          onClick={() => onDialog('adopt')}
        >
          {t('tasks.adopt')}
        </Button>
      ) : null}
      {isSubmittable ? (
        <Button size="S" startIcon={<PaperPlane aria-hidden />} onClick={() => onDialog('submit')}>
          {t('tasks.submit')}
        </Button>
      ) : null}
      {acts.canChoose && isDraft ? <Choose task={task} output={output} /> : null}
      {output.url ? (
        <IconButton
          size="S"
          variant="ghost"
          tag="a"
          label={t('tasks.download')}
          href={mediaUrl(output.url)}
          download={fileNameOf(task, output)}
        >
          <Download />
        </IconButton>
      ) : null}
    </>
  );
};
