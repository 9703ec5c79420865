import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { stages } from '../../../shared/vocabulary';
import { useMessages } from '../i18n';

export type PromoteChange = { label: string; before: string; after: string };

/** What a final has that its draft had not; what stays is shown as well. */
export const PromoteChanges = ({ changes }: { changes: readonly PromoteChange[] }) => {
  const { t, say } = useMessages();
  return (
    <Table colCount={3} rowCount={changes.length + 1}>
      <Thead>
        <Tr>
          {[t('parameter.name'), say(stages.draft), say(stages.final)].map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{head}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {changes.map(({ label, before, after }) => (
          <Tr key={label}>
            <Td>
              <Typography variant="pi" textColor="neutral600">
                {label}
              </Typography>
            </Td>
            <Td>
              <Typography>{before}</Typography>
            </Td>
            <Td>
              <Typography
                fontWeight={before === after ? undefined : 'bold'}
                textColor={before === after ? 'neutral800' : 'primary700'}
              >
                {after}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
