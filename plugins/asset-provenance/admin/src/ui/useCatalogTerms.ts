import { useCatalogQuery } from '../api';
import { useTerm } from '../i18n';
import { channels, purposes } from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';

/** Purposes and channels of this site; those that come with the product until the catalog is here. */
export const useCatalogTerms = () => {
  const { data } = useCatalogQuery();
  const termOf = useTerm();
  const ofSite: { purposes: Record<string, Term>; channels: Record<string, Term> } = {
    purposes: data?.purposes ?? purposes,
    channels: data?.channels ?? channels,
  };
  return {
    ...ofSite,
    siteTimeZone: data?.siteTimeZone ?? null,
    purposeOf: (key: string | null) => termOf(ofSite.purposes, key),
    channelOf: (key: string | null) => termOf(ofSite.channels, key),
  };
};
