import type { MouseEvent, ReactNode } from 'react';
import {
  Box,
  Checkbox,
  Flex,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { styled } from 'styled-components';
import type { LibraryItem } from '../../../shared/library';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { Ellipsis, MediaFrame, RelativeTime, StatusBadge, useCatalogTerms } from '../ui';
import { ItemBadges } from './badges';
import type { ItemListProps } from './LibraryCards';

const Row = styled(Tr)`
  cursor: pointer;

  td {
    padding-top: ${({ theme }) => theme.spaces[2]};
    padding-bottom: ${({ theme }) => theme.spaces[2]};
  }
`;

const NameButton = styled.button`
  display: flex;
  max-width: 100%;
  border: 0;
  padding: 0;
  background: none;
  text-align: left;
  cursor: pointer;
`;

const INSIDE = 'a, button, input, [role="checkbox"]';

type Column = { label: MessageKey; width?: string; cell: (item: LibraryItem) => ReactNode };

const useColumns = (onOpen: ItemListProps['onOpen']): Column[] => {
  const { day } = useFormat();
  const { purposeOf } = useCatalogTerms();
  const text = (value: string | null) => <Ellipsis>{value || '–'}</Ellipsis>;
  return [
    {
      label: 'library.column.preview',
      width: '6rem',
      cell: (item) => <MediaFrame media={item} alt={item.name} />,
    },
    {
      label: 'library.column.name',
      width: '22rem',
      cell: ({ name, fileDocumentId }) => (
        <NameButton type="button" onClick={() => onOpen(fileDocumentId)}>
          <Ellipsis textColor="primary600">{name}</Ellipsis>
        </NameButton>
      ),
    },
    {
      label: 'library.status',
      cell: (item) => (
        <Flex gap={1} wrap="wrap">
          <ItemBadges item={{ ...item, origin: 'unknown' }} />
        </Flex>
      ),
    },
    {
      label: 'library.origin',
      cell: ({ origin }) => <StatusBadge of="origin" value={origin} />,
    },
    { label: 'library.purpose', width: '11rem', cell: ({ purpose }) => text(purposeOf(purpose)) },
    { label: 'library.owner', width: '12rem', cell: ({ owner }) => text(owner) },
    {
      label: 'library.column.until',
      cell: ({ limits }) => text(limits?.validUntil ? day(limits.validUntil) : null),
    },
    { label: 'library.added', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ];
};

/** Files as rows; a row opens its file, and its name does so by keyboard. */
export const LibraryTable = ({ items, openId, selection, onOpen }: ItemListProps) => {
  const { t } = useMessages();
  const columns = useColumns(onOpen);
  return (
    <Table colCount={columns.length + 1} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          <Th>
            <VisuallyHidden>{t('library.selected', { count: 0 })}</VisuallyHidden>
          </Th>
          {columns.map(({ label }) => (
            <Th key={label}>
              <Typography variant="sigma" textColor="neutral600">
                {t(label)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => {
          const { fileDocumentId, name } = item;
          return (
            <Row
              key={fileDocumentId}
              aria-current={fileDocumentId === openId ? 'true' : undefined}
              onClick={(event: MouseEvent) => {
                if (event.target instanceof Element && event.target.closest(INSIDE)) return;
                onOpen(fileDocumentId);
              }}
            >
              <Td>
                <Checkbox
                  checked={selection.has(fileDocumentId)}
                  onClick={({ shiftKey }: MouseEvent) => selection.toggle(fileDocumentId, shiftKey)}
                  aria-label={t('media.select', { name })}
                />
              </Td>
              {columns.map(({ label, cell, width }) => (
                <Td key={label}>
                  <Box width={width} minWidth={width ? undefined : 'max-content'}>
                    {cell(item)}
                  </Box>
                </Td>
              ))}
            </Row>
          );
        })}
      </Tbody>
    </Table>
  );
};
