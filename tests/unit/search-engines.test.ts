import type { Core } from '@strapi/strapi';
import fc from 'fast-check';
import knex from 'knex';
import type { Knex } from 'knex';
import { searchEngineOf } from '../../plugins/asset-provenance/server/src/library/search-engines';
import type { SearchEngine } from '../../plugins/asset-provenance/server/src/library/search-engines';
import {
  isMatch,
  termsOf,
  tokensOf,
} from '../../plugins/asset-provenance/server/src/library/search-tokens';

const piece = fc.oneof(
  fc.constantFrom('linen', 'Linen-Bag', 'bag', 'ＢＡＧ', 'Bägel', '2024', 'Ⅻ', 'ﬁn'),
  fc.constantFrom('帆布包', '红色帆布', '布帆', '包', 'カタカナ', 'ｶﾀ', '한국어', '𠮷野家'),
  fc.constantFrom(' ', '_', '.', '"', "'", '*', ':', '%', '\\', '(', 'AND', 'NEAR'),
  fc.string({ unit: 'grapheme', maxLength: 3 })
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const documents = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 12 });

/** As much of Strapi as an engine asks for, on a database in memory. */
const strapiOn = (database: Knex, client: string) =>
  ({
    db: {
      connection: database,
      dialect: { client },
      getConnection: () => database,
      getSchemaName: () => undefined,
    },
  }) as unknown as Core.Strapi;

// MySQL stands for every database without an index of its own: the same statements on SQLite here.
describe.each(['sqlite', 'mysql'])('the search engine for %s', (client) => {
  let database: Knex;
  let engine: SearchEngine;

  beforeAll(async () => {
    database = knex({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
    });
    engine = searchEngineOf(strapiOn(database, client));
    await database.schema.createTable('files', (table) => void table.increments('id'));
    await database('files').insert(Array.from({ length: 12 }, (_, at) => ({ id: at + 1 })));
    await database.transaction((trx) => engine.create(trx));
  });
  afterAll(() => database.destroy());

  const idsIn = ({ table, column }: { table: string; column: string }) =>
    database(table).pluck(column) as Promise<number[]>;
  const matching = async (query: string): Promise<number[]> => {
    const terms = termsOf(query);
    if (terms.length === 0) return [];
    const rows = (await engine.matching(terms).select('f.id').orderBy('f.id')) as { id: number }[];
    return rows.map(({ id }) => id);
  };

  it('finds what the definition finds, also after texts changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(text, { minLength: 1, maxLength: 6 }),
        async (all, asked) => {
          await database.transaction((trx) =>
            engine.put(
              trx,
              all.map((texts, at) => ({ id: at + 1, tokens: tokensOf(texts) }))
            )
          );
          const known = await idsIn(engine.ids());
          const leftover = known.filter((id) => id > all.length);
          await database.transaction((trx) => engine.remove(trx, leftover));
          expect((await idsIn(engine.ids())).length).toBe(all.length);
          for (const query of [...asked, ...asked.map((each) => [...each].slice(1, 4).join(''))]) {
            const expected = all.flatMap((texts, at) => (isMatch(query, texts) ? [at + 1] : []));
            expect({ query, found: await matching(query) }).toEqual({ query, found: expected });
          }
        }
      ),
      { numRuns: 40 }
    );
  });
});

describe('what a match is', () => {
  it.each([
    ['帆布', ['红色帆布包']],
    ['包', ['红色帆布包']],
    ['SPRING', ['ｓｐｒｉｎｇ 2026']],
    ['cafe', ['Café au lait']],
    ['linen ba', ['bag of linen']],
    ['red 帆布', ['red', '帆布包']],
    ['カタ', ['ｶﾀｶﾅ']],
  ])('%s is in %j', (query, texts) => expect(isMatch(query, texts)).toBe(true));

  it.each([
    ['布帆', ['帆布包']],
    ['红包', ['红色帆布包']],
    ['inen', ['linen']],
    ['linen 山', ['linen']],
    ['', ['linen']],
    ['*', ['* linen']],
  ])('%s is not in %j', (query, texts) => expect(isMatch(query, texts)).toBe(false));
});
