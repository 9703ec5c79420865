import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import type { ReviewItem } from '../../../../shared/review';
import { useMessages } from '../../i18n';
import { ActButtons } from '../decide/ActButtons';
import { BottomBar } from '../decide/BottomBar';
import { ReasonForm } from '../decide/ReasonForm';
import { RefusalNotice } from '../decide/RefusalNotice';
import type { GivenVerdict } from '../decide/useDecide';
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

/** What the reason form shows beside its inputs. */
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

  return (
    <BottomBar aria-label={t('review.bulk.bar')}>
      <RefusalNotice
        refusal={refusal}
        fields={FORM_FIELDS}
        onLoad={() => {
          bulk.forget();
          void queue.refresh();
        }}
      />
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
            <ActButtons isDisabled={!first} onAct={onForm} />
          </Flex>
        </Flex>
      )}
    </BottomBar>
  );
};
