import type { RightsRecord } from '../../../shared';
import type { Generation } from '../generation/service';
import { isOver, toRightsRecord } from './rights-rows';
import type { RightsRow, RightsRows } from './rights-rows';

/** What is wrong with the authorisations that one task stands on. */
export type RightsStanding = { withdrawn: RightsRecord[]; expired: RightsRecord[] };

/** A later statement of the same kind about the same picture: the authorisation was renewed. */
const isRenewal = (later: RightsRow, earlier: RightsRow): boolean =>
  later.id > earlier.id &&
  later.fileDocumentId === earlier.fileDocumentId &&
  later.kind === earlier.kind;

/** Says of tasks which of their authorisations ended. */
export const createRightsStanding = ({
  generation,
  rows,
}: {
  generation: Generation;
  rows: RightsRows;
}) => ({
  /**
   * Tasks whose references were authorised by records that do not hold on a day; also through pictures
   * that were generated here from such references. A record that is over does not count where a newer
   * one of the same kind holds for the same picture; one that was withdrawn always does. Three queries,
   * whatever the number of tasks; may run inside a transaction.
   * @returns only tasks with something against them.
   */
  standingOfTasks: async (
    taskIds: string[],
    today: string
  ): Promise<Map<string, RightsStanding>> => {
    const grounds = await generation.references.groundsOf([...new Set(taskIds)]);
    const records = await rows.byIds([
      ...new Set(grounds.map(({ rightsRecordId }) => rightsRecordId)),
    ]);
    const over = records.filter((row) => row.withdrawnAt === null && isOver(row, today));
    const holding = await rows.holdingOf(
      [...new Set(over.map(({ fileDocumentId }) => fileDocumentId))],
      today
    );
    const ended = new Map(
      records
        .filter((row) => row.withdrawnAt !== null || over.includes(row))
        .filter((row) => row.withdrawnAt !== null || !holding.some((each) => isRenewal(each, row)))
        .map((row) => [row.documentId, row])
    );

    const standings = new Map<string, RightsStanding>();
    for (const { taskId, rightsRecordId } of grounds) {
      const row = ended.get(rightsRecordId);
      if (!row) continue;
      const standing = standings.get(taskId) ?? { withdrawn: [], expired: [] };
      standing[row.withdrawnAt === null ? 'expired' : 'withdrawn'].push(toRightsRecord(row, today));
      standings.set(taskId, standing);
    }
    return standings;
  },
});
