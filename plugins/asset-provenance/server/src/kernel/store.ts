import type { Core, UID } from '@strapi/strapi';
import type { NewRow, RowOf, Table } from './schema';

type Where<T extends Table> = { [K in keyof RowOf<T>]?: unknown } & {
  $and?: Where<T>[];
  $or?: Where<T>[];
  $not?: Where<T>;
};
type Order = Record<string, 'asc' | 'desc'> | Record<string, 'asc' | 'desc'>[];
type FindOptions<T extends Table, K extends keyof RowOf<T>> = {
  /** All columns without. */
  select?: K[];
  where?: Where<T>;
  orderBy?: Order;
  limit?: number;
  offset?: number;
};

/** Rows of one statement: databases limit how many values it may hold. */
const INSERT_PAGE = 100;

/** Typed access to one of our tables; takes part in the transaction that is open around it. */
export const createStore = (strapi: Core.Strapi) => {
  // Our own uids are not among Strapi's generated types.
  const query = (table: Table) => strapi.db.query(table.uid as UID.ContentType);

  return {
    /** Name of a table with its schema, for statements that this store has no words for. */
    tableOf: ({ tableName }: Table): string =>
      [strapi.db.getSchemaName(), tableName].filter(Boolean).join('.'),

    find: async <T extends Table, K extends keyof RowOf<T> = keyof RowOf<T>>(
      table: T,
      options: FindOptions<T, K> = {}
    ) => (await query(table).findMany(options)) as unknown as Pick<RowOf<T>, K>[],

    findOne: async <T extends Table>(table: T, where: Where<T>) =>
      (await query(table).findOne({ where })) as unknown as RowOf<T> | null,

    count: (table: Table, where: Record<string, unknown> = {}) => query(table).count({ where }),

    insert: async <T extends Table>(table: T, data: NewRow<T>) =>
      (await query(table).create({ data })) as unknown as RowOf<T>,

    /** In as few statements as the database takes; the rows are not read back. */
    insertMany: async <T extends Table>(table: T, data: NewRow<T>[]): Promise<void> => {
      for (let first = 0; first < data.length; first += INSERT_PAGE)
        await query(table).createMany({ data: data.slice(first, first + INSERT_PAGE) });
    },

    /**
     * The only way by which a row changes: one conditional statement.
     * @returns whether this call changed the row; false means that somebody else was first.
     */
    compareAndSet: async <T extends Table>(
      table: T,
      where: Where<T> & { documentId: string },
      data: NewRow<T>
    ) => {
      const { count } = await query(table).updateMany({ where, data });
      return Number(count) === 1;
    },

    /** For rows that are a means and no record. */
    remove: async <T extends Table>(table: T, where: Where<T>) => {
      await query(table).deleteMany({ where });
    },

    /** Serialises transactions that touch the same aggregate; returns the row as it is now. */
    lock: async <T extends Table>(table: T, documentId: string) => {
      const uid = table.uid as UID.ContentType;
      await strapi.db.queryBuilder(uid).where({ documentId }).select('id').forUpdate().execute();
      return (await query(table).findOne({ where: { documentId } })) as unknown as RowOf<T> | null;
    },
  };
};

export type Store = ReturnType<typeof createStore>;
