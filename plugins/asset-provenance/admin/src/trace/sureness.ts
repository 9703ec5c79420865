import type { TraceMatch } from '../../../shared/vocabulary';
import type { MessageKey } from '../i18n';

/** How sure a match is: bytes and ids are exact; an address or an entry leads there as it stands now. */
type Sureness = { variant: 'success' | 'warning'; label: MessageKey };

const exactBytes: Sureness = { variant: 'success', label: 'trace.sure.bytes' };
const exactId: Sureness = { variant: 'success', label: 'trace.sure.id' };
const asOfNow: Sureness = { variant: 'warning', label: 'trace.sure.now' };
const byMetadata: Sureness = { variant: 'warning', label: 'trace.sure.metadata' };
const byLooks: Sureness = { variant: 'warning', label: 'trace.sure.looks' };
const byEye: Sureness = { variant: 'warning', label: 'trace.sure.eye' };

export const sureness: Record<TraceMatch, Sureness> = {
  stored_bytes: exactBytes,
  format_bytes: exactBytes,
  received_bytes: exactBytes,
  rendition_bytes: exactBytes,
  replaced_bytes: exactBytes,
  former_bytes: exactBytes,
  url: asOfNow,
  task_id: exactId,
  provider_task_id: exactId,
  output_id: exactId,
  asset_id: exactId,
  file_id: exactId,
  entry: asOfNow,
  signed_manifest: byMetadata,
  broken_manifest: byMetadata,
  embedded_id: byMetadata,
  looks_alike: byLooks,
  looks_possible: byEye,
};
