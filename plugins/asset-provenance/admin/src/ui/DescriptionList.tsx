import type { ReactNode } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';

/** Label and value, one row each; wrap `FieldRow`s in it. */
export const DescriptionList = styled(Box).attrs({ tag: 'dl' })`
  display: grid;
  grid-template-columns: minmax(12rem, max-content) minmax(0, 1fr);
  column-gap: ${({ theme }) => theme.spaces[4]};
  row-gap: ${({ theme }) => theme.spaces[2]};
  align-items: baseline;
`;

const isNothing = (value: ReactNode) => value === null || value === undefined || value === '';

/** One row of a `DescriptionList`; nothing shows as *Not set*. */
export const FieldRow = ({ label, children }: { label: ReactNode; children: ReactNode }) => {
  const { t } = useMessages();
  return (
    <>
      <Typography tag="dt" variant="pi" textColor="neutral600">
        {label}
      </Typography>
      <Typography
        tag="dd"
        textColor={isNothing(children) ? 'neutral500' : 'neutral800'}
        minWidth={0}
        style={{ overflowWrap: 'anywhere' }}
      >
        {isNothing(children) ? t('common.not-set') : children}
      </Typography>
    </>
  );
};
