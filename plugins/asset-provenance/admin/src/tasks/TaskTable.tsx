import type { MouseEvent } from 'react';
import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { TaskSummary, TaskView } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { columnsOf } from './columns';

const Row = styled(Tr)`
  cursor: pointer;

  td {
    padding-top: ${({ theme }) => theme.spaces[3]};
    padding-bottom: ${({ theme }) => theme.spaces[3]};
  }
`;

const INSIDE = 'a, button, input, [role="button"]';

/** Tasks as rows; a row opens its task, and the link in it does so by keyboard. */
export const TaskTable = ({ tasks, view }: { tasks: readonly TaskSummary[]; view: TaskView }) => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const columns = columnsOf[view];

  return (
    <Table colCount={columns.length} rowCount={tasks.length + 1}>
      <Thead>
        <Tr>
          {columns.map(({ id, label }) => (
            <Th key={id}>
              <Typography variant="sigma" textColor="neutral600">
                {t(label)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {tasks.map((task) => (
          <Row
            key={task.taskId}
            onClick={(event: MouseEvent) => {
              if (event.target instanceof Element && event.target.closest(INSIDE)) return;
              navigate(paths.task(task.taskId));
            }}
          >
            {columns.map(({ id, cell, width }) => (
              <Td key={id}>
                <Box maxWidth={width} minWidth={width ? '14rem' : 'max-content'}>
                  {cell(task)}
                </Box>
              </Td>
            ))}
          </Row>
        ))}
      </Tbody>
    </Table>
  );
};
