import { Flex, Typography } from '@strapi/design-system';
import type { BinaryMarks } from '../../../shared/marks';
import { useMessages } from '../i18n';
import { CopyId, DescriptionList, FieldRow, MarkBadges, RelativeTime } from '../ui';

const SHOWN = 24;

/** What we wrote into each binary of the file, and what its signature is known by. */
export const Marks = ({ marks }: { marks: readonly BinaryMarks[] }) => {
  const { t } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {marks.map((each) => (
        <Flex key={each.sha256} direction="column" alignItems="stretch" gap={2}>
          <Typography tag="h3" variant="sigma" textColor="neutral600">
            {each.format ?? t('marks.original')}
          </Typography>
          <MarkBadges marks={each} />
          <DescriptionList>
            {each.manifestId ? (
              <FieldRow label={t('marks.manifest')}>
                <CopyId value={each.manifestId} label={t('marks.manifest')} shown={SHOWN} />
              </FieldRow>
            ) : null}
            {each.certificateSha256 ? (
              <FieldRow label={t('marks.certificate')}>
                <CopyId
                  value={each.certificateSha256}
                  label={t('marks.certificate')}
                  shown={SHOWN}
                />
              </FieldRow>
            ) : null}
            <FieldRow label={t('marks.instance')}>
              <CopyId value={each.instanceId} label={t('marks.instance')} shown={SHOWN} />
            </FieldRow>
            <FieldRow label={t('marks.at')}>
              <RelativeTime at={each.markedAt} />
            </FieldRow>
          </DescriptionList>
        </Flex>
      ))}
    </Flex>
  );
};
