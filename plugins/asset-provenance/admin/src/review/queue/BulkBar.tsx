import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import type { ReviewItem } from '../../../../shared/review';
import { useMessages } from '../../i18n';
import { ReasonForm } from '../decide/ReasonForm';
import { RefusalNotice } from '../decide/RefusalNotice';
import { acts } from '../decide/acts';
import { BottomBar } from '../decide/VerdictBar';
import type { GivenVerdict } from '../decide/useDecide';
import { KeyHint } from '../KeyHint';
import { AssignSelect } from './AssignSelect';
import { BulkApproveForm } from './BulkApproveForm';
import type { Bulk } from './useBulk';
import type { Queue } from './useQueue';
import { MOST_SELECTED } from './useSelection';
import type { Selection } from './useSelection';

type BulkBarProps = {
  queue: Queue;
  selection: Selection;
  bulk: Bulk;
  form: GivenVerdict | null;
  onForm: (form: GivenVerdict | null) => void;
};

const FORM_FIELDS = /^(reason|reasonChips)/;

/** The acts on what is selected, at the bottom of the window. */
export const BulkBar = ({ queue, selection, bulk, form, onForm }: BulkBarProps) => {
  const { t } = useMessages();
  const { selectedItems: items } = selection;
  const count = selection.selected.size;
  const [first] = items;
  if (count === 0) return null;

  const { refusal, isDeciding } = bulk;
  const assigned = (assignee: ReviewItem['assignee'], outputIds: string[]) =>
    queue.patch(outputIds, (item) => ({ ...item, assignee }));
  const shared = {
    isDeciding,
    hint: t('review.bulk.confirm', { count: items.length }),
    onCancel: () => {
      bulk.forget();
      onForm(null);
    },
  };
  const isRefusedAsAWhole =
    refusal !== null && !Object.keys(refusal.fields).some((path) => FORM_FIELDS.test(path));

  return (
    <BottomBar
      tag="section"
      aria-label={t('review.bulk.bar')}
      background="neutral0"
      shadow="popupShadow"
      borderColor="neutral200"
      hasRadius
      marginTop={4}
    >
      {isRefusedAsAWhole ? (
        <Box padding={3}>
          <RefusalNotice
            refusal={refusal}
            onLoad={() => {
              bulk.forget();
              void queue.refresh();
            }}
          />
        </Box>
      ) : null}
      {form === 'approved' && first ? (
        <BulkApproveForm
          first={first}
          onDecide={(limits) => void bulk.decide({ verdict: 'approved', limits }, items)}
          {...shared}
        />
      ) : null}
      {form === 'rejected' || form === 'regenerate' ? (
        <ReasonForm
          key={form}
          verdict={form}
          refusal={refusal}
          onDecide={(reason, reasonChips) =>
            void bulk.decide({ verdict: form, reason, reasonChips }, items)
          }
          {...shared}
        />
      ) : null}
      {form ? null : (
        <Flex justifyContent="space-between" gap={4} padding={3} wrap="wrap">
          <Flex gap={3} wrap="wrap">
            <Typography fontWeight="bold">{t('review.bulk.selected', { count })}</Typography>
            {count < Math.min(MOST_SELECTED, queue.items.length) ? (
              <Button
                size="S"
                variant="tertiary"
                onClick={() => selection.select(queue.items.map(({ output }) => output.outputId))}
              >
                {t('review.bulk.first', { count: Math.min(MOST_SELECTED, queue.items.length) })}
              </Button>
            ) : null}
            <Button
              size="S"
              variant="tertiary"
              startIcon={<Cross aria-hidden />}
              onClick={selection.clear}
            >
              {t('review.bulk.clear')}
            </Button>
            <Box width="18rem">
              <AssignSelect
                outputIds={[...selection.selected]}
                value={undefined}
                onAssigned={assigned}
              />
            </Box>
          </Flex>
          <Flex gap={2} wrap="wrap">
            {acts.map(({ verdict, key, icon: Icon, variant }) => (
              <Button
                key={verdict}
                variant={variant}
                startIcon={<Icon aria-hidden />}
                endIcon={<KeyHint>{key.toUpperCase()}</KeyHint>}
                disabled={!first}
                onClick={() => onForm(verdict)}
              >
                {t(`review.act.${verdict}`)}
              </Button>
            ))}
          </Flex>
        </Flex>
      )}
    </BottomBar>
  );
};
