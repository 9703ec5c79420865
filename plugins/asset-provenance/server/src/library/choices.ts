import type { LibraryChoices } from '../../../shared';
import type { Generation } from '../generation/service';
import { nameOf } from '../kernel';
import type { AdminUser, Kernel } from '../kernel';
import { fileProvenances } from '../media/service';

/** Most choices of one kind, and how far the files of one are counted. */
const MOST_CHOICES = 200;
const COUNTED = 1000;

/**
 * What the filters offer. The index is asked for the next greater value again and again, so that it
 * costs as much as there are values, not as there are files.
 */
export const createChoices = (
  { strapi, store }: Kernel,
  { generation }: { generation: Generation }
) => {
  const valuesOf = async (column: string): Promise<string[]> => {
    const names = { files: store.tableOf(fileProvenances), column };
    const answer = (await strapi.db.connection.raw(
      `with recursive found(value) as (
         select min(:column:) from :files:
         union all
         select (select min(:column:) from :files: where :column: > found.value)
         from found where found.value is not null
       )
       select value, (
         select count(*) from (select 1 from :files: where :column: = found.value limit ${COUNTED}) as counted
       ) as files
       from found where value is not null limit ${MOST_CHOICES}`,
      names
    )) as { rows?: unknown[] } | unknown[];
    const rows = (Array.isArray(answer) ? answer : (answer.rows ?? [])) as {
      value: string;
      files: number | string;
    }[];
    return rows
      .filter(({ value }) => value !== '')
      .sort((a, b) => Number(b.files) - Number(a.files) || a.value.localeCompare(b.value))
      .map(({ value }) => value);
  };

  /** Names as they are now; of people who are gone, as they were. */
  const namesOf = async (ownerIds: string[]): Promise<LibraryChoices['owners']> => {
    const users = (await strapi.db.query('admin::user').findMany({
      where: { documentId: { $in: ownerIds } },
    })) as AdminUser[];
    const known = new Map(users.map((user) => [user.documentId, nameOf(user)]));
    const gone = ownerIds.filter((id) => !known.has(id));
    for (const [id, name] of await generation.ownerNames(gone)) known.set(id, name);
    return ownerIds.map((id) => ({ id, name: known.get(id) ?? id }));
  };

  return {
    list: async (): Promise<LibraryChoices> => ({
      brands: await valuesOf('brand'),
      series: await valuesOf('series'),
      owners: await namesOf(await valuesOf('owner_id')),
      models: await valuesOf('model_id'),
    }),
  };
};
