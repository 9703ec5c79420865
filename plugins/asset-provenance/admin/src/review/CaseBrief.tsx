import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';
import type { ReviewCase } from '../../../shared/review';
import { useFormat, useMessages } from '../i18n';
import {
  DescriptionList,
  Ellipsis,
  FieldRow,
  Panel,
  RelativeTime,
  StatusBadge,
  useCatalogTerms,
  VerdictList,
} from '../ui';
import { CaseParameters } from './CaseParameters';
import { PreviousAttempt } from './PreviousAttempt';
import { AssignSelect } from './queue/AssignSelect';
import { References } from './References';

type CaseBriefProps = {
  reviewCase: ReviewCase;
  onAssigned: (assignee: ReviewCase['assignee']) => void;
  onCompare: (outputId: string) => void;
  /** What people said; stands above the parameters. */
  comments: ReactNode;
};

/** The case in brief, beside the picture. */
export const CaseBrief = ({ reviewCase, onAssigned, onCompare, comments }: CaseBriefProps) => {
  const { t } = useMessages();
  const { bytes, duration, pixels } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { task, output, submittedBy, submittedAt, submissionNote, references, verdicts } =
    reviewCase;
  const facts = [
    pixels(output.width, output.height),
    output.durationSeconds === null ? null : duration(output.durationSeconds),
    output.bytes === null ? null : bytes(output.bytes),
    output.mime,
  ].filter(Boolean);
  const isSubmitted = output.approvalStatus !== 'unsubmitted';

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Panel title={t('review.brief')}>
        <DescriptionList>
          <FieldRow label={t('review.purpose')}>{purposeOf(task.purpose)}</FieldRow>
          <FieldRow label={t('review.channel')}>{channelOf(task.channel)}</FieldRow>
          {task.specification ? (
            <FieldRow label={t('review.specification')}>{task.specification}</FieldRow>
          ) : null}
          {task.brand ? <FieldRow label={t('review.brand')}>{task.brand}</FieldRow> : null}
          {task.series ? <FieldRow label={t('review.series')}>{task.series}</FieldRow> : null}
          <FieldRow label={t('review.stage')}>
            <StatusBadge of="stage" value={output.stage} />
          </FieldRow>
          <FieldRow label={t('review.owner')}>{task.owner.name}</FieldRow>
          {isSubmitted ? (
            <FieldRow label={t('review.submitted')}>
              {submittedBy.name} · <RelativeTime at={submittedAt} />
            </FieldRow>
          ) : null}
          {output.approvalStatus === 'pending' || reviewCase.assignee ? (
            <FieldRow label={t('review.assignee')}>
              <AssignSelect
                outputIds={[output.outputId]}
                value={reviewCase.assignee}
                onAssigned={onAssigned}
              />
            </FieldRow>
          ) : null}
          <FieldRow label={t('review.file')}>{facts.join(' · ')}</FieldRow>
          {submissionNote ? (
            <FieldRow label={t('review.note')}>
              <Ellipsis lines={4}>{submissionNote}</Ellipsis>
            </FieldRow>
          ) : null}
        </DescriptionList>
      </Panel>
      <PreviousAttempt reviewCase={reviewCase} onCompare={onCompare} />
      {comments}
      {references.length > 0 ? (
        <Panel title={t('review.references')}>
          <References references={references} />
        </Panel>
      ) : null}
      {verdicts.length > 0 ? (
        <Panel title={t('review.verdicts')}>
          <VerdictList verdicts={verdicts} />
        </Panel>
      ) : null}
      <Panel title={t('review.parameters')}>
        <CaseParameters reviewCase={reviewCase} />
      </Panel>
    </Flex>
  );
};
