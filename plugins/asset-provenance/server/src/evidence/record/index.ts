/** An asset record as a zip: how it is written, and what a verification of it says. */
export { statedHashes } from './claims-about';
export { NO_TIME } from './container';
export { createRecordFindings } from './findings';
export { LARGEST_FILE, LARGEST_FILES } from './limits';
export { provenEvents } from './proofs';
export { compareRecord, verifyRecord } from './verify-record';
