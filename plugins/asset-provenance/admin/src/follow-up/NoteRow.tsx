import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Check, ClockCounterClockwise } from '@strapi/icons';
import type { RevisionNote } from '../../../shared/follow-up';
import { noteTargets } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { DescriptionList, Ellipsis, FieldRow, RelativeTime, StatusBadge, TextLink } from '../ui';
import { DueDay } from './DueDay';
import { targetPath } from './noteTargets';

type NoteRowProps = {
  note: RevisionNote;
  isOpen: boolean;
  onComplete: () => void;
  onHistory: () => void;
};

/** One note of the list with what can be done about it. */
export const NoteRow = ({ note, isOpen, onComplete, onHistory }: NoteRowProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  return (
    <Box
      tag="article"
      aria-label={note.target.label}
      background={isOpen ? 'primary100' : 'neutral0'}
      shadow="tableShadow"
      hasRadius
      padding={5}
      borderColor={isOpen ? 'primary600' : 'neutral150'}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
          <Box flex="1" minWidth="24rem">
            <Typography variant="pi" textColor="neutral600" tag="p">
              {termOf(noteTargets, note.target.type)}
            </Typography>
            <TextLink to={targetPath(note.target)}>{note.target.label}</TextLink>
          </Box>
          <DueDay note={note} />
        </Flex>
        <Flex gap={2} alignItems="flex-start">
          {note.outcome ? <StatusBadge of="outcome" value={note.outcome} /> : null}
          <Ellipsis lines={3}>{note.reason}</Ellipsis>
        </Flex>
        <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
          <DescriptionList>
            <FieldRow label={t('follow-up.source')}>{note.questionSource}</FieldRow>
            <FieldRow label={t('follow-up.owner')}>{note.approvingOwner}</FieldRow>
            <FieldRow label={t('follow-up.written-by')}>
              {note.writtenBy.name} · <RelativeTime at={note.writtenAt} />
            </FieldRow>
          </DescriptionList>
          <Flex gap={2}>
            <Button
              size="S"
              variant="tertiary"
              startIcon={<ClockCounterClockwise aria-hidden />}
              onClick={onHistory}
            >
              {t('follow-up.history')}
            </Button>
            {note.completedBy ? null : (
              <Button
                size="S"
                variant={note.isDue ? 'default' : 'secondary'}
                startIcon={<Check aria-hidden />}
                onClick={onComplete}
              >
                {t('follow-up.complete')}
              </Button>
            )}
          </Flex>
        </Flex>
      </Flex>
    </Box>
  );
};
