/** Names under which a ledger is kept outside the database, the same in every kind of place. */
const CHECKPOINT = /^checkpoint-(\d{16})-[0-9a-f]{8}\.txt$/;

/** No checkpoint of ours is larger, in bytes. */
export const MAX_BYTES = 8192;

/** Of the folder of a ledger. */
export const folderName = (origin: string): string => origin.replaceAll('/', '-');

/** Sorts by size. */
export const checkpointName = ({ size, root }: { size: number; root: string }): string =>
  `checkpoint-${String(size).padStart(16, '0')}-${root.slice(0, 8)}.txt`;

/** Null for what is no checkpoint. */
export const sizeInName = (name: string): number | null => {
  const match = CHECKPOINT.exec(name);
  return match ? Number(match[1]) : null;
};
