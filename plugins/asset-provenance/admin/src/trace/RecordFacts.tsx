import type { ReactNode } from 'react';
import type { AssetRecord } from '../../../shared/trace';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  DescriptionList,
  FieldRow,
  RelativeTime,
  StatusBadge,
  TextLink,
  useCatalogTerms,
} from '../ui';

type FactsProps = { record: AssetRecord };

const useRow = () => {
  const { t } = useMessages();
  return (label: MessageKey, value: ReactNode) =>
    value ? (
      <FieldRow key={label} label={t(label)}>
        {value}
      </FieldRow>
    ) : null;
};

/** Who answers for it, and what it was made for. */
export const WhoAndWhat = ({ record }: FactsProps) => {
  const { t } = useMessages();
  const { purposeOf, channelOf } = useCatalogTerms();
  const row = useRow();
  const { task, asset, verdicts, specification } = record;
  const standing = verdicts.find(({ supersededBy }) => supersededBy === null);
  return (
    <DescriptionList>
      {row('trace.owner', task.owner.name)}
      <FieldRow label={t('trace.reviewer')}>
        {standing?.reviewer.name ?? t('trace.no-verdict')}
      </FieldRow>
      {asset ? (
        <FieldRow label={t('trace.approved')}>
          <RelativeTime at={asset.approvedAt} />
        </FieldRow>
      ) : null}
      {row('trace.purpose', purposeOf(task.purpose))}
      {row('trace.channel', channelOf(task.channel))}
      {row(
        'trace.specification',
        specification && `${specification.name} · ${specification.size} · ${specification.format}`
      )}
      {row('trace.brand', task.brand)}
      {row('trace.series', task.series)}
      {row('trace.subject', task.subject)}
      <FieldRow label={t('trace.stage')}>
        <StatusBadge of="stage" value={task.stage} />
      </FieldRow>
      {row('trace.model', `${task.providerId} · ${task.modelId}`)}
      <FieldRow label={t('trace.launched')}>
        <RelativeTime at={task.launchedAt} />
      </FieldRow>
    </DescriptionList>
  );
};

/** Ids and hashes, each with copy. */
export const Identity = ({ record }: FactsProps) => {
  const { t } = useMessages();
  const { bytes, pixels } = useFormat();
  const row = useRow();
  const { output, task, asset } = record;
  const id = (label: MessageKey, value: string | null | undefined) =>
    row(label, value ? <CopyId value={value} label={t(label)} shown={24} /> : null);
  const facts = [
    pixels(output.width, output.height),
    output.bytes === null ? null : bytes(output.bytes),
    output.mime,
  ].filter(Boolean);
  return (
    <DescriptionList>
      {row('trace.file', facts.join(' · '))}
      {row('trace.task', <TextLink to={paths.task(task.taskId)}>{task.taskId}</TextLink>)}
      {id('trace.output-id', output.outputId)}
      {id('trace.asset-id', asset?.assetId)}
      {id('trace.file-id', output.fileDocumentId)}
      {task.providerTaskIds.map((providerTaskId) => (
        <FieldRow key={providerTaskId} label={t('trace.provider-task-id')}>
          <CopyId value={providerTaskId} label={t('trace.provider-task-id')} shown={24} />
        </FieldRow>
      ))}
      {id('trace.stored-sha', output.storedSha256)}
      {id('trace.received-sha', output.receivedSha256)}
    </DescriptionList>
  );
};
