import type { ApprovedAsset } from '../../../../shared/reuse';
import { usePermissions } from '../../access';
import { useFormat, useMessages } from '../../i18n';
import { paths } from '../../paths';
import { DescriptionList, FieldRow, RelativeTime, StatusBadge, TextLink } from '../../ui';
import { Section } from './Section';

/** How an approved asset stands: still good, or ended by whom, when and why. */
export const Life = ({ asset }: { asset: ApprovedAsset }) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const { dateTime } = useFormat();
  const { ended, supersededByAssetId } = asset;
  return (
    <Section title={t('library.life')}>
      <DescriptionList>
        <FieldRow label={t('library.status')}>
          <StatusBadge of="asset" value={asset.state} />
        </FieldRow>
        <FieldRow label={t('library.life.approved')}>
          {asset.reviewer.name} · <RelativeTime at={asset.approvedAt} />
        </FieldRow>
        {ended ? (
          <>
            <FieldRow label={t('library.life.ended')}>{ended.by}</FieldRow>
            <FieldRow label={t('library.life.when')}>{dateTime(ended.at)}</FieldRow>
            <FieldRow label={t('library.life.why')}>{ended.reason}</FieldRow>
          </>
        ) : null}
        {supersededByAssetId && can('trace.read') ? (
          <FieldRow label={t('library.life.successor')}>
            <TextLink to={paths.traceOf(supersededByAssetId)}>
              {t('library.life.successor.open')}
            </TextLink>
          </FieldRow>
        ) : null}
      </DescriptionList>
    </Section>
  );
};
