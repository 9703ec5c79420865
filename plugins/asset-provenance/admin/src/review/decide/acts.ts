import type { ButtonProps } from '@strapi/design-system';
import { ArrowClockwise, ThumbDown, ThumbUp } from '@strapi/icons';
import type { Icon } from '../../ui/icon';
import type { GivenVerdict } from './useDecide';

type Act = { verdict: GivenVerdict; key: string; icon: Icon; variant: ButtonProps['variant'] };

/** The verdicts with their keys, in the order of the bar. */
export const acts: readonly Act[] = [
  { verdict: 'approved', key: 'a', icon: ThumbUp, variant: 'success-light' },
  { verdict: 'rejected', key: 'r', icon: ThumbDown, variant: 'danger-light' },
  { verdict: 'regenerate', key: 'g', icon: ArrowClockwise, variant: 'secondary' },
];
