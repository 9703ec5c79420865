import {
  Box,
  Button,
  Modal,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { keptReasons, retentionRules } from '../../../shared/keeping';
import type { Going, RetentionRule } from '../../../shared/keeping';
import { useGoingQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import { LoadingRows, PagedList, RelativeTime, TextLink } from '../ui';

const HEADS: MessageKey[] = ['keeping.going.name', 'keeping.going.since', 'keeping.going.fate'];

const Rows = ({ going }: { going: readonly Going[] }) => {
  const { t, say } = useMessages();
  return (
    <Table colCount={HEADS.length} rowCount={going.length + 1}>
      <Thead>
        <Tr>
          {HEADS.map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{t(head)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {going.map(({ taskId, outputId, name, since, kept }) => (
          <Tr key={outputId ?? taskId}>
            <Td>
              <TextLink to={paths.task(taskId)}>{name || taskId}</TextLink>
            </Td>
            <Td>
              <RelativeTime at={since} />
            </Td>
            <Td>
              <Typography>
                {kept
                  ? t('keeping.going.stays', { reason: say(keptReasons[kept]) })
                  : t('keeping.going.goes')}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};

type GoingDialogProps = { rule: RetentionRule; onClose: () => void };

/** What one rule would let go today, one by one; nothing is changed. */
export const GoingDialog = ({ rule, onClose }: GoingDialogProps) => {
  const { t, say } = useMessages();
  const { wanted, showMore } = useWanted({ rule });
  const query = useGoingQuery({ rule, wanted });
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{say(retentionRules[rule])}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Box>
            <PagedList
              query={query}
              loading={<LoadingRows count={3} />}
              empty={<Typography>{t('keeping.going.none')}</Typography>}
              wanted={wanted}
              onMore={showMore}
            >
              {(going) => <Rows going={going} />}
            </PagedList>
          </Box>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
