import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { CrossCircle } from '@strapi/icons';
import type { BulkResult } from '../../../../shared/review';
import { useRefusal } from '../../api';
import { useMessages } from '../../i18n';
import type { ChosenFile } from './useManyFiles';

type OutcomeProps = {
  files: readonly ChosenFile[];
  results: readonly BulkResult[];
  onClose: () => void;
};

const Refused = ({ name, refused }: { name: string; refused: BulkResult['refused'] }) => {
  const { what, why, next } = useRefusal()(refused);
  return (
    <Flex tag="li" gap={2} alignItems="flex-start">
      <Flex shrink={0} paddingTop={1}>
        <CrossCircle aria-hidden fill="danger600" width="1.4rem" height="1.4rem" />
      </Flex>
      <Flex direction="column" alignItems="stretch" minWidth={0}>
        <Typography fontWeight="bold" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        <Typography>{[what, why].filter(Boolean).join(' ')}</Typography>
        {next ? (
          <Typography variant="pi" textColor="neutral600">
            {next}
          </Typography>
        ) : null}
      </Flex>
    </Flex>
  );
};

/** What became of each of many, where not all came through. */
export const Outcome = ({ files, results, onClose }: OutcomeProps) => {
  const { t } = useMessages();
  const names = new Map(files.map(({ fileDocumentId, name }) => [fileDocumentId, name]));
  const refused = results.filter((result) => result.refused !== null);
  const done = results.length - refused.length;
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('library.outcome')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography role="status">
              {done > 0
                ? t('library.outcome.summary', { done, all: results.length })
                : t('library.outcome.none')}
            </Typography>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
              {refused.map(({ id, refused: why }) => (
                <Refused key={id} name={names.get(id) ?? id} refused={why} />
              ))}
            </Flex>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <span />
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
