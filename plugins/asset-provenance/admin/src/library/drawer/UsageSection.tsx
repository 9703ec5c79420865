import { useState } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { FileUsage, OutsidePlacement } from '../../../../shared/usage';
import { useFileUsageQuery } from '../../api';
import { useMessages } from '../../i18n';
import { OutsidePlacements, Placements } from '../../ui';
import { EndPlacementDialog } from '../acts/EndPlacementDialog';
import { PlacementDialog } from '../acts/PlacementDialog';
import { Asked, Section } from './Section';

const Count = ({ usage: { placementCount, maximumPlacements } }: { usage: FileUsage }) => {
  const { t } = useMessages();
  if (maximumPlacements === null && placementCount === 0) return null;
  const isFull = maximumPlacements !== null && placementCount >= maximumPlacements;
  return (
    <Typography textColor={isFull ? 'neutral800' : 'neutral600'}>
      {maximumPlacements === null
        ? t('library.used.count', { count: placementCount })
        : t('library.used.count-of', { count: placementCount, maximum: maximumPlacements })}
    </Typography>
  );
};

type UsageProps = {
  fileDocumentId: string;
  /** Whether this reader may record and end uses outside. */
  canRecord: boolean;
};

/** Entries that show the file, published before drafts, and its uses outside. */
export const UsageSection = ({ fileDocumentId, canRecord }: UsageProps) => {
  const { t } = useMessages();
  const query = useFileUsageQuery(fileDocumentId);
  const [isRecording, setIsRecording] = useState(false);
  const [ending, setEnding] = useState<OutsidePlacement | null>(null);
  const record = canRecord ? (
    <TextButton startIcon={<Plus aria-hidden />} onClick={() => setIsRecording(true)}>
      {t('library.used.record')}
    </TextButton>
  ) : null;
  return (
    <>
      <Section title={t('library.used')}>
        <Asked query={query}>
          {(usage) => (
            <Flex direction="column" alignItems="stretch" gap={3}>
              <Count usage={usage} />
              <Placements
                placements={[
                  ...usage.entries.filter(({ isPublished }) => isPublished),
                  ...usage.entries.filter(({ isPublished }) => !isPublished),
                ]}
              />
            </Flex>
          )}
        </Asked>
      </Section>
      <Section title={t('library.used.outside')} action={record}>
        {query.currentData ? (
          <OutsidePlacements
            placements={query.currentData.outsidePlacements}
            onEnd={canRecord ? setEnding : undefined}
          />
        ) : null}
      </Section>
      {isRecording ? (
        <PlacementDialog fileDocumentId={fileDocumentId} onClose={() => setIsRecording(false)} />
      ) : null}
      {ending ? <EndPlacementDialog placement={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
};
