import type { ReactNode } from 'react';
import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  DescriptionList,
  Drawer,
  FieldRow,
  MarkBadges,
  MediaFrame,
  StatusBadge,
  TextLink,
  useKeys,
} from '../ui';
import { OutputComments } from './OutputComments';
import { effectiveOf } from './shared';
import { useTaskActs } from './useTaskActs';

type OutputDrawerProps = {
  task: TaskDetail;
  output: OutputSummary;
  siblings: readonly OutputSummary[];
  onOpen: (outputId: string) => void;
  onClose: () => void;
  acts: ReactNode;
};

const HASH = 24;

const Facts = ({ task, output }: { task: TaskDetail; output: OutputSummary }) => {
  const { t } = useMessages();
  const { bytes, duration, pixels } = useFormat();
  const { canTrace } = useTaskActs(task);
  const seed = output.seed ?? effectiveOf(task, output)?.seed ?? null;
  const hash = (label: string, value: string | null) => (
    <FieldRow label={label}>
      {value ? <CopyId value={value} shown={HASH} label={t('common.copy')} /> : null}
    </FieldRow>
  );
  return (
    <DescriptionList>
      <FieldRow label={t('tasks.output.pixels')}>{pixels(output.width, output.height)}</FieldRow>
      {output.durationSeconds === null ? null : (
        <FieldRow label={t('parameter.durationSeconds')}>
          {duration(output.durationSeconds)}
        </FieldRow>
      )}
      <FieldRow label={t('tasks.output.bytes')}>
        {output.bytes === null
          ? null
          : [bytes(output.bytes), output.mime].filter(Boolean).join(' · ')}
      </FieldRow>
      <FieldRow label={t('parameter.seed')}>
        {seed === null ? null : <CopyId value={String(seed)} />}
      </FieldRow>
      <FieldRow label={t('tasks.output.alternative')}>{output.alternativeText}</FieldRow>
      {hash(t('tasks.output.stored-hash'), output.storedSha256)}
      {hash(t('tasks.output.received-hash'), output.receivedSha256)}
      {hash(t('tasks.output.id'), output.outputId)}
      {hash(t('tasks.output.file'), output.fileDocumentId)}
      {output.marks ? (
        <FieldRow label={t('marks.title')}>
          <MarkBadges marks={output.marks} />
        </FieldRow>
      ) : null}
      {canTrace ? (
        <FieldRow label={t('nav.trace')}>
          <TextLink to={paths.traceOf(output.outputId)}>{t('tasks.output.trace')}</TextLink>
        </FieldRow>
      ) : null}
    </DescriptionList>
  );
};

/** One result in full: the file itself, what it is made of, and what can be done with it. */
export const OutputDrawer = ({
  task,
  output,
  siblings,
  onOpen,
  onClose,
  acts,
}: OutputDrawerProps) => {
  const { t } = useMessages();
  const index = siblings.findIndex(({ outputId }) => outputId === output.outputId);
  const go = (step: number) => {
    const next = siblings[index + step];
    if (next) onOpen(next.outputId);
  };
  useKeys([
    { key: 'arrowleft', label: t('tasks.output.previous'), onPress: () => go(-1) },
    { key: 'arrowright', label: t('tasks.output.next'), onPress: () => go(1) },
  ]);

  return (
    <Drawer
      title={t('output.name', { ordinal: output.ordinal + 1 })}
      width="72rem"
      onClose={onClose}
      footer={
        siblings.length > 1 ? (
          <Flex gap={3} width="100%" justifyContent="center">
            <IconButton
              label={t('tasks.output.previous')}
              disabled={index <= 0}
              onClick={() => go(-1)}
            >
              <ArrowLeft />
            </IconButton>
            <Typography variant="pi" textColor="neutral600">
              {t('tasks.output.position', { index: index + 1, count: siblings.length })}
            </Typography>
            <IconButton
              label={t('tasks.output.next')}
              disabled={index >= siblings.length - 1}
              onClick={() => go(1)}
            >
              <ArrowRight />
            </IconButton>
          </Flex>
        ) : undefined
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <MediaFrame
          key={output.outputId}
          media={output}
          alt={output.alternativeText}
          mode="full"
          maxHeight="50dvh"
          canShowTruePixels
        />
        <Flex gap={2} wrap="wrap">
          <StatusBadge of="stage" value={output.stage} />
          <StatusBadge of="approval" value={output.approvalStatus} />
        </Flex>
        <Flex gap={2} wrap="wrap">
          {acts}
        </Flex>
        <Facts task={task} output={output} />
        <OutputComments task={task} output={output} />
      </Flex>
    </Drawer>
  );
};
