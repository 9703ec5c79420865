/** Which notes a list shows; the contract's own words. */
export const NOTE_STATUSES = ['due', 'open', 'all'] as const;
export type NoteStatus = (typeof NOTE_STATUSES)[number];
