import { useState } from 'react';
import { Accordion, Box, Flex, Link, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { columnNames, headersOf, templateUrl } from './template';

const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  text-align: left;

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]} ${theme.spaces[1]} 0`};
    vertical-align: top;
    font-weight: inherit;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

const LANGUAGES = [
  { language: 'en', label: 'English' },
  { language: 'zh', label: '中文' },
] as const;

/** Which columns a table may have, by all names that are understood, and one to start from. */
export const ColumnsHelp = () => {
  const { t, isChinese } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex>
        <Link
          href={templateUrl(isChinese ? 'zh' : 'en')}
          download={`${t('batch.template.name')}.csv`}
          startIcon={<Download aria-hidden />}
        >
          {t('batch.template')}
        </Link>
      </Flex>
      <Box hasRadius overflow="hidden">
        <Accordion.Root
          size="S"
          value={isOpen ? 'columns' : ''}
          onValueChange={(value) => setIsOpen(value === 'columns')}
        >
          <Accordion.Item value="columns">
            <Accordion.Header>
              <Accordion.Trigger>{t('batch.columns')}</Accordion.Trigger>
            </Accordion.Header>
            <Accordion.Content>
              <Flex direction="column" alignItems="stretch" gap={3} padding={4}>
                <Typography>{t('batch.columns.hint')}</Typography>
                <Table>
                  <thead>
                    <tr>
                      {LANGUAGES.map(({ language, label }) => (
                        <th key={language} scope="col">
                          <Typography variant="sigma" textColor="neutral600">
                            {label}
                          </Typography>
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {columnNames.map((column) => (
                      <tr key={column}>
                        {LANGUAGES.map(({ language }) => (
                          <td key={language}>
                            <Typography variant="pi">
                              {headersOf(column, language).join(' / ')}
                            </Typography>
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </Table>
              </Flex>
            </Accordion.Content>
          </Accordion.Item>
        </Accordion.Root>
      </Box>
    </Flex>
  );
};
