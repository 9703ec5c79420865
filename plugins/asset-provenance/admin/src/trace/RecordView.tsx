import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { AssetRecord } from '../../../shared/trace';
import { WriteNoteButton } from '../follow-up/WriteNoteButton';
import { NoteList } from '../follow-up/NoteList';
import { useMessages } from '../i18n';
import {
  Ellipsis,
  LimitsList,
  MediaFrame,
  OutsidePlacements,
  Panel,
  ParameterTable,
  Placements,
  StatusBadge,
  TimelineList,
  VerdictList,
} from '../ui';
import { Checks } from './Checks';
import { ExportRecord } from './ExportRecord';
import { Keeping } from './Keeping';
import { Lineage } from './Lineage';
import { Marks } from './Marks';
import { Publications } from './Publications';
import { Identity, WhoAndWhat } from './RecordFacts';
import { References } from './References';
import { Relatives } from './Relatives';
import { StandingOnDay } from './StandingOnDay';

/** What was looked for stands left, the story right; one below the other where there is no room, and on paper. */
const Columns = styled(Box)`
  display: grid;
  gap: ${({ theme }) => theme.spaces[4]};
  grid-template-columns: minmax(0, 1fr);
  align-items: start;

  @media screen {
    ${({ theme }) => theme.breakpoints.large} {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;
const Stack = styled(Box)`
  display: grid;
  gap: ${({ theme }) => theme.spaces[4]};

  @media print {
    section {
      break-inside: avoid;
      box-shadow: none;
    }
  }
`;

/** The parameters of the job that made this output. */
const effectiveOf = ({ task, output }: AssetRecord) =>
  task.jobs.find(({ jobId }) => jobId === output.jobId)?.effective ?? null;

const noteTarget = ({ asset, task }: AssetRecord) => {
  const label = [task.subject, task.parameterSummary].filter(Boolean).join(' · ');
  return asset
    ? { ref: { type: 'asset' as const, id: asset.assetId }, label }
    : { ref: { type: 'task' as const, id: task.taskId }, label };
};

/** Everything about one output and its file. */
export const RecordView = ({ record }: { record: AssetRecord }) => {
  const { t } = useMessages();
  const { output, task, asset, file, verdicts, references, siblings, placements, notes } = record;
  const status = file?.approvalStatus ?? output.approvalStatus;
  const quiet = (text: string) => <Typography textColor="neutral600">{text}</Typography>;

  return (
    <Columns>
      <Stack>
        <Panel>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <MediaFrame
              media={output}
              alt={output.alternativeText}
              mode="full"
              maxHeight="50dvh"
              canShowTruePixels
            />
            <Flex gap={2} wrap="wrap">
              <StatusBadge of="approval" value={status} size="S" />
              <StatusBadge of="origin" value={file?.origin ?? 'generated'} size="S" />
              <StatusBadge of="kind" value={task.kind} size="S" />
            </Flex>
            {output.alternativeText ? (
              <Ellipsis lines={2} textColor="neutral600">
                {output.alternativeText}
              </Ellipsis>
            ) : null}
          </Flex>
        </Panel>
        <Panel title={t('trace.checks')}>
          <Checks checks={record.checks} />
        </Panel>
        <Box data-no-print>
          <Panel title={t('trace.export')}>
            <ExportRecord outputId={output.outputId} />
          </Panel>
        </Box>
        <Panel title={t('keeping.title')}>
          <Keeping keeping={record.keeping} />
        </Panel>
        <Panel title={t('trace.standing')}>
          <StandingOnDay outputId={output.outputId} />
        </Panel>
        <Panel title={t('trace.who')}>
          <WhoAndWhat record={record} />
        </Panel>
        <Panel title={t('trace.parameters')}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{task.parameterSummary}</Typography>
            {task.requested ? (
              <ParameterTable requested={task.requested} effective={effectiveOf(record)} />
            ) : (
              quiet(t('trace.parameters.summary-only'))
            )}
          </Flex>
        </Panel>
        <Panel title={t('trace.identity')}>
          <Identity record={record} />
        </Panel>
        {record.marks.length > 0 ? (
          <Panel title={t('marks.title')}>
            <Marks marks={record.marks} />
          </Panel>
        ) : null}
      </Stack>
      <Stack>
        <Panel title={t('trace.verdicts')}>
          {verdicts.length > 0 ? (
            <VerdictList verdicts={verdicts} hasHash />
          ) : (
            quiet(t('trace.no-verdict'))
          )}
        </Panel>
        {asset ? (
          <Panel title={t('trace.limits')}>
            <LimitsList limits={asset.limits} />
          </Panel>
        ) : null}
        <Panel title={t('trace.placements')}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Placements placements={placements} />
            <Flex direction="column" alignItems="stretch" gap={2}>
              <Typography tag="h3" variant="sigma" textColor="neutral600">
                {t('trace.publications')}
              </Typography>
              <Publications publications={record.publications} placements={placements} />
            </Flex>
            <Flex direction="column" alignItems="stretch" gap={2}>
              <Typography tag="h3" variant="sigma" textColor="neutral600">
                {t('library.used.outside')}
              </Typography>
              <OutsidePlacements placements={record.outsidePlacements} />
            </Flex>
          </Flex>
        </Panel>
        <Panel
          title={t('trace.notes')}
          actions={
            <Box data-no-print>
              <WriteNoteButton target={noteTarget(record)} />
            </Box>
          }
        >
          {notes.length > 0 ? <NoteList notes={notes} hasTargets /> : quiet(t('trace.notes.none'))}
        </Panel>
        {references.length > 0 ? (
          <Panel title={t('trace.references')}>
            <References references={references} />
          </Panel>
        ) : null}
        {record.lineage.length > 0 ? (
          <Panel title={t('trace.lineage')}>
            <Lineage lineage={record.lineage} />
          </Panel>
        ) : null}
        {siblings.length > 0 ? (
          <Panel title={t('trace.siblings')}>
            <Relatives outputs={siblings} />
          </Panel>
        ) : null}
        {record.descendants.length > 0 ? (
          <Panel title={t('trace.descendants')}>
            <Relatives outputs={record.descendants} />
          </Panel>
        ) : null}
        <Panel title={t('trace.timeline')}>
          <TimelineList events={record.timeline} />
        </Panel>
      </Stack>
    </Columns>
  );
};
