import { Flex, Typography } from '@strapi/design-system';
import type { EntryDestination } from '../../../shared/gate';
import { useMessages } from '../i18n';
import { useCatalogTerms } from '../ui';

/** Where the entry will appear, as far as the site says so: reuse limits are measured against it. */
export const Destination = ({ destination }: { destination: EntryDestination }) => {
  const { t } = useMessages();
  const { channelOf } = useCatalogTerms();
  const { channels, regions, languages } = destination;
  const lines = [
    channels.length > 0 &&
      t('entry.destination.channels', { names: channels.map(channelOf).join(', ') }),
    regions.length > 0 && t('entry.destination.regions', { names: regions.join(', ') }),
    languages.length > 0 && t('entry.destination.languages', { names: languages.join(', ') }),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography variant="pi" fontWeight="bold">
        {t('entry.destination')}
      </Typography>
      {lines.map((line) => (
        <Typography key={line} variant="pi">
          {line}
        </Typography>
      ))}
    </Flex>
  );
};
