import type { ComponentType } from 'react';
import { useStrapiApp } from '@strapi/strapi/admin';

/** Strapi registers its dialog without a type. */
type StockDialog = ComponentType<{
  onClose: () => void;
  onSelectAssets: (files: unknown[]) => void;
  multiple: boolean;
  allowedTypes: string[];
}>;

/** Strapi's own dialog that picks and uploads media; undefined where its upload plugin is off. */
export const useStockDialog = () =>
  useStrapiApp(
    'AssetProvenancePicks',
    ({ components }) => components['media-library'] as StockDialog | undefined
  );
