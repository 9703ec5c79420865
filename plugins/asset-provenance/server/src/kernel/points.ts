import { channel } from 'node:diagnostics_channel';

/**
 * Named points that the work passes, published on the diagnostics channel `asset-provenance`:
 * for tracing tools, and for tests that end the process exactly there.
 */
export type Point =
  | 'before-commit'
  | 'before-send'
  | 'after-accept'
  | 'before-upload'
  | 'after-upload'
  | 'before-output-commit'
  | 'before-seal-commit'
  | 'before-removal'
  | 'after-removal'
  | 'callback-recorded'
  | 'callback-sent';

const points = channel('asset-provenance');

export const reached = (point: Point, subject?: string): void => {
  if (points.hasSubscribers) points.publish({ point, subject });
};
