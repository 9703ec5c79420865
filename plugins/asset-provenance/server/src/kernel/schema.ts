import { PLUGIN_ID } from '../../../shared';

/**
 * Tables as TypeScript: the one home of a column's name, its database type and its static type.
 * Strapi reads `schema`; rooms read `RowOf<typeof table>`.
 */
/** `$value` exists only for the compiler: the type of the column's value. */
type Attribute<T> = { readonly $value?: T };

type AttributeDefinition = {
  type: string;
  default?: unknown;
  required?: boolean;
  unique?: boolean;
  configurable: false;
};

const attribute = <T>(definition: Omit<AttributeDefinition, 'configurable'>) =>
  ({ ...definition, configurable: false }) as Attribute<T> & AttributeDefinition;

export const text = () => attribute<string | null>({ type: 'string' });
export const requiredText = () => attribute<string>({ type: 'string', required: true });
/** No length limit of the database's string type. */
export const longText = () => attribute<string | null>({ type: 'text' });
export const requiredLongText = () => attribute<string>({ type: 'text', required: true });
export const integer = () => attribute<number | null>({ type: 'integer' });
export const requiredInteger = (initial = 0) =>
  attribute<number>({ type: 'integer', required: true, default: initial });
/** Money, in whole millionths: too large for the databases' integers, and never a float. */
export const requiredMicro = () =>
  attribute<string>({ type: 'biginteger', required: true, default: '0' });
export const decimal = () => attribute<number | null>({ type: 'float' });
export const flag = (initial = false) =>
  attribute<boolean>({ type: 'boolean', required: true, default: initial });
/** ISO 8601 in UTC. */
export const moment = () => attribute<string | null>({ type: 'datetime' });
export const requiredMoment = () => attribute<string>({ type: 'datetime', required: true });
/** A calendar day, `2026-11-23`. */
export const day = () => attribute<string | null>({ type: 'string' });
export const json = <T>() => attribute<T>({ type: 'json' });
/** One of the keys of a vocabulary; the keys give the type. */
export const oneOf = <T extends string>(_keys: readonly T[]) =>
  attribute<T>({ type: 'string', required: true });
export const optionalOneOf = <T extends string>(_keys: readonly T[]) =>
  attribute<T | null>({ type: 'string' });

type Attributes = Record<string, Attribute<unknown> & AttributeDefinition>;

type ValueOf<A> = A extends Attribute<infer T> ? T : never;

/** Columns that every table has. */
type SystemColumns = { id: number; documentId: string; createdAt: string };

export type Table<A extends Attributes = Attributes> = {
  uid: `plugin::${typeof PLUGIN_ID}.${string}`;
  name: string;
  tableName: string;
  schema: Record<string, unknown>;
  /** Only for types. */
  readonly attributes: A;
};

export type RowOf<T extends Table> = SystemColumns & {
  -readonly [K in keyof T['attributes']]: ValueOf<T['attributes'][K]>;
};
export type NewRow<T extends Table> = Partial<Omit<RowOf<T>, 'id' | 'createdAt'>>;

type TableDefinition<A extends Attributes> = {
  singularName: string;
  pluralName: string;
  displayName: string;
  attributes: A;
  /** Column names in the database; `isUnique` where the database must refuse a second row. */
  indexes?: { columns: string[]; isUnique?: boolean }[];
};

/** How the database calls the column of an attribute. */
export const columnName = (attributeName: string) =>
  attributeName
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([a-z])(\d)/g, '$1_$2')
    .toLowerCase();

/** Declares a table of the plugin: hidden from the Content Manager and the Content-Type Builder. */
export const defineTable = <const A extends Attributes>(
  definition: TableDefinition<A>
): Table<A> => {
  const tableName = `ap_${definition.pluralName.replaceAll('-', '_')}`;
  return {
    uid: `plugin::${PLUGIN_ID}.${definition.singularName}`,
    name: definition.singularName,
    tableName,
    attributes: definition.attributes,
    schema: {
      kind: 'collectionType',
      collectionName: tableName,
      info: {
        singularName: definition.singularName,
        pluralName: definition.pluralName,
        displayName: definition.displayName,
      },
      options: { draftAndPublish: false },
      pluginOptions: {
        'content-manager': { visible: false },
        'content-type-builder': { visible: false },
        i18n: { localized: false },
      },
      indexes: (definition.indexes ?? []).map(({ columns, isUnique }) => ({
        name: `${tableName}_${columns.map(columnName).join('_')}_${isUnique ? 'uq' : 'idx'}`.slice(
          0,
          60
        ),
        columns: columns.map(columnName),
        type: isUnique ? 'unique' : null,
      })),
      attributes: definition.attributes,
    },
  };
};
