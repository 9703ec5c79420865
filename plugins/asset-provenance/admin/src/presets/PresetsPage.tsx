import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { Magic } from '@strapi/icons';
import { usePresetsQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  Choices,
  countOfPage,
  EmptyState,
  FilterBar,
  idOrNull,
  LoadingRows,
  NoMatch,
  oneOf,
  PagedList,
  PageShell,
  text,
  useUrlState,
} from '../ui';
import { PresetDrawer } from './PresetDrawer';
import { PresetTable } from './PresetTable';

const OWNERS = ['all', 'mine'] as const;
const spec = { owner: oneOf(OWNERS, 'all'), q: text(), open: idOrNull() };

/** Named sets of parameters: one's own and those that others share. */
export const PresetsPage = () => {
  const { t } = useMessages();
  const { values, set, clear } = useUrlState(spec);
  const filters = { owner: values.owner, q: values.q || undefined };
  const { wanted, showMore } = useWanted(filters);
  const query = usePresetsQuery({ ...filters, wanted });
  const isFiltered = values.owner !== 'all' || values.q !== '';
  const launchLink = (
    <LinkButton tag={Link} to={paths.launch} startIcon={<Magic aria-hidden />}>
      {t('launch.title')}
    </LinkButton>
  );

  return (
    <PageShell
      title={t('presets.title')}
      subtitle={t('presets.subtitle')}
      count={countOfPage(query.data)}
      backTo={paths.launch}
      actions={launchLink}
    >
      <FilterBar
        search={{
          value: values.q,
          label: t('presets.search'),
          onChange: (q) => set({ q }, { replace: true }),
        }}
        onClear={isFiltered ? () => clear(['owner', 'q']) : undefined}
        end={
          <Choices
            look="segments"
            isLabelHidden
            label={t('presets.owner')}
            value={values.owner}
            onChange={(owner) => set({ owner })}
            options={OWNERS.map((owner) => ({ value: owner, label: t(`presets.of.${owner}`) }))}
          />
        }
      />
      <PagedList
        query={query}
        loading={<LoadingRows />}
        empty={
          isFiltered ? (
            <NoMatch onClear={() => clear(['owner', 'q'])} />
          ) : (
            <EmptyState>{t('presets.empty')}</EmptyState>
          )
        }
        wanted={wanted}
        onMore={showMore}
      >
        {(presets) => <PresetTable presets={presets} onOpen={(open) => set({ open })} />}
      </PagedList>
      {values.open ? (
        <PresetDrawer
          key={values.open}
          presetId={values.open}
          onClose={() => set({ open: null })}
        />
      ) : null}
    </PageShell>
  );
};
