import type { StatusVariant } from '@strapi/design-system';
import type { TimelineEvent } from '../../../shared/tasks';
import { statusOf } from './statuses';
import type { StatusFamily } from './statuses';

/** Events that put something into a state take the colour of that state. */
const stateOf: Record<string, { family: StatusFamily; field: string }> = {
  'task.moved': { family: 'task', field: 'to' },
  'job.moved': { family: 'job', field: 'to' },
  'job.settled': { family: 'billed', field: 'billed' },
  'output.moved': { family: 'output', field: 'to' },
  'verdict.given': { family: 'verdict', field: 'verdict' },
};

const fixed: Record<string, StatusVariant> = {
  'task.launched': 'primary',
  'spend.reserved': 'secondary',
  'budget.reached': 'warning',
  'asset.approved': 'success',
  'asset.revoked': 'danger',
  'asset.changed': 'danger',
  'asset.expired': 'warning',
  'asset.superseded': 'neutral',
  'rights.withdrawn': 'danger',
  'rights.expired': 'warning',
  'file.held': 'warning',
  'task.held': 'warning',
  'file.replaced': 'danger',
  'file.deleted': 'danger',
  'retention.applied': 'warning',
  'person.erased': 'warning',
  'entry.published': 'success',
  'gate.refused': 'warning',
  'gate.overridden': 'warning',
  'gate.unpublished': 'warning',
  'secret.refused': 'warning',
  'ledger.key_changed': 'warning',
};

export const eventVariant = ({ type, data }: TimelineEvent): StatusVariant => {
  if (type === 'spend.decided') return data.isApproved === false ? 'danger' : 'success';
  const state = stateOf[type];
  const value = state && data[state.field];
  const variant =
    state && typeof value === 'string' ? statusOf(state.family, value)?.look.variant : null;
  return variant ?? fixed[type] ?? 'neutral';
};
