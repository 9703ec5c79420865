import type { Knex } from 'knex';
import type { Server } from '../support/server';
import { readRows } from '../support/rows';
import { until } from '../support/wait';

/** Which files are what: three of ten are on record, half of those approved. */
const GENERATED = 'n % 10 < 3';
/** Of a generated file: its number among them, from 0. */
const G = '((n / 10) * 3 + n % 10)';
/** Spreads neighbours over the variants. */
const V = '(n / 10)';

const ENGLISH =
  'linen canvas bag summer winter spring autumn hero cover poster portrait table wooden marble kitchen garden street studio light shadow morning evening harbour mountain forest river bridge market coffee tea cup plate chair lamp sofa shelf shoe boot jacket scarf hat glove ring watch bottle candle soap brush paper ribbon flower leaf stone glass copper silver golden blue green red white black grey violet orange'.split(
    ' '
  );
const CHINESE =
  '帆布包 商品 主图 海报 夏季 冬季 春日 秋天 木桌 厨房 花园 街景 影棚 清晨 傍晚 港口 山林 河流 市集 咖啡 茶杯 餐盘 座椅 台灯 沙发 书架 皮鞋 短靴 外套 围巾 帽子 手套 戒指 手表 玻璃瓶 香薰 香皂 画笔 纸张 丝带 鲜花 绿叶 石材 铜器 银饰 金色 蓝色 绿色 红色 白色'.split(
    ' '
  );

type Dialect = {
  json: (text: string) => string;
  moment: (minutes: string) => string;
  yes: string;
  no: string;
};
const dialects: Record<'sqlite' | 'postgres', Dialect> = {
  sqlite: {
    json: (text) => text,
    moment: (minutes) => `(1704067200000 + ${minutes} * 60000)`,
    yes: '1',
    no: '0',
  },
  postgres: {
    json: (text) => `cast(${text} as jsonb)`,
    moment: (minutes) => `(timestamp '2024-01-01' + ${minutes} * interval '1 minute')`,
    yes: 'true',
    no: 'false',
  },
};

const text = (expression: string) => `cast(${expression} as text)`;
const word = (kind: 'en' | 'zh', number: string) =>
  `(select w from bench_words where kind = '${kind}' and i = (${number}) % ${kind === 'en' ? ENGLISH.length : CHINESE.length})`;
const id = (letter: string, number: string) => `'${letter}' || ${text(`(1000000000 + ${number})`)}`;
const oneOf = (number: string, values: string[]) =>
  `case ${number} % ${values.length} ${values.map((value, at) => `when ${at} then ${value}`).join(' ')} end`;
const quoted = (values: string[]) => values.map((value) => `'${value}'`);

const PURPOSES = quoted(['product_hero', 'social_cover', 'poster_sketch', 'character']);
const MODELS = quoted([
  'sandbox-image',
  'flux-pro',
  'seedream-4',
  'wan-2.6',
  'imagen-4',
  'kling-2',
]);
const BRANDS = quoted(['Nordlicht', 'Hafen', '远山', 'Linnea', '青禾', 'Marble & Co', 'Atlas']);
const STATUSES = quoted([
  ...Array<string>(8).fill('approved'),
  'expired',
  'expired',
  ...Array<string>(5).fill('unsubmitted'),
  'rejected',
  'rejected',
  'pending',
  'revoked',
  'changed',
]);
const CHANNEL_KEYS = quoted(['*', '|website|', '|social|print|']);
const CHANNELS = ['[]', '["website"]', '["social","print"]'];

const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Of seven approved files two end, this month or in a year; those that are over did a month ago. */
const untilOf = (number: string) =>
  `case when ${number} % 20 between 8 and 9 then '${dayFromNow(-30)}' else ${oneOf(number, [
    `'${dayFromNow(20)}'`,
    `'${dayFromNow(300)}'`,
    ...Array<string>(5).fill('null'),
  ])} end`;

const insertInto = (
  table: string,
  columns: Record<string, string>,
  { rows, where = '' }: { rows: number; where?: string }
) => `
  insert into ${table} (${Object.keys(columns).join(', ')})
  with recursive numbers(n) as (
    select cast(1 as bigint) union all select n + 1 from numbers where n < ${rows}
  )
  select ${Object.values(columns).join(', ')} from numbers ${where}`;

const formats = ['thumbnail', 'small', 'medium', 'large'];
const formatsOf = (hash: string) =>
  `'{' || ${formats
    .map(
      (name) =>
        `'"${name}":{"name":"${name}_picture.jpg","hash":"${name}_' || ${hash} || '","ext":".jpg","mime":"image/jpeg","path":null,"width":500,"height":333,"size":23.71,"sizeInBytes":23713,"url":"/uploads/${name}_' || ${hash} || '.jpg"}'`
    )
    .join(` || ',' || `)} || '}'`;

const isVideo = 'n % 50 = 0';
const onlyGenerated = (expression: string) => `case when ${GENERATED} then ${expression} end`;
const onlyApproved = (expression: string) =>
  `case when ${GENERATED} and ${V} % 20 < 10 then ${expression} end`;

const filesOf = ({ json, moment }: Dialect) => {
  const name = `case when n % 3 = 0
    then ${word('zh', 'n * 7')} || ${word('zh', 'n * 13 + 5')} || ${text('n')} || '.jpg'
    else ${word('en', 'n * 7')} || '-' || ${word('en', 'n * 11 + 3')} || '_' || ${text('n')} || '.jpg' end`;
  const hash = `'picture_' || ${text('(n * 7919)')}`;
  return {
    id: 'n',
    document_id: id('f', 'n'),
    name,
    alternative_text: `case when n % 2 = 0 then 'A ' || ${word('en', 'n * 3')} || ' beside a ' || ${word('en', 'n * 5 + 1')} end`,
    caption: `case when n % 5 = 0 then ${word('zh', 'n * 3')} || '与' || ${word('zh', 'n * 17')} end`,
    width: '3000',
    height: '2000',
    formats: json(formatsOf(hash)),
    hash,
    ext: `case when ${isVideo} then '.mp4' else '.jpg' end`,
    mime: `case when ${isVideo} then 'video/mp4' else 'image/jpeg' end`,
    size: '812.5',
    url: `'/uploads/' || ${hash} || '.jpg'`,
    provider: "'local'",
    folder_path: "'/'",
    created_at: moment('n'),
    updated_at: moment('n'),
    published_at: moment('n'),
    provenance_status: `case when ${GENERATED} then ${oneOf(V, STATUSES)} else 'untracked' end`,
    provenance_origin: `case when ${GENERATED} then 'generated' else 'unknown' end`,
    provenance_usable_until: onlyApproved(untilOf(V)),
  };
};

const provenancesOf = ({ yes, no }: Dialect) => ({
  document_id: id('p', 'n'),
  file_id: 'n',
  kind: `case when ${isVideo} then 'video' else 'image' end`,
  task_id: onlyGenerated(id('t', `${G} / 4`)),
  output_id: onlyGenerated(id('o', G)),
  purpose: onlyGenerated(oneOf(`${G} / 4`, PURPOSES)),
  brand: onlyGenerated(oneOf(`${G} / 4`, BRANDS)),
  series: onlyGenerated(`'Series ' || ${text(`${G} / 4 % 300`)}`),
  owner_id: onlyGenerated(id('u', `${G} / 4 % 40`)),
  model_id: onlyGenerated(oneOf(`${G} / 4`, MODELS)),
  channel_keys: onlyApproved(oneOf(V, CHANNEL_KEYS)),
  is_public: `case when ${GENERATED} and ${V} % 20 < 10 then ${yes} else ${no} end`,
});

const tasksOf = ({ json, moment }: Dialect) => ({
  document_id: id('t', '(n - 1)'),
  state: "'downloadable'",
  version: '1',
  kind: "'image'",
  input_type: "'text_to_image'",
  stage: "'final'",
  purpose: oneOf('(n - 1)', PURPOSES),
  channel: "'website'",
  brand: oneOf('(n - 1)', BRANDS),
  series: `'Series ' || ${text('(n - 1) % 300')}`,
  subject: `case when n % 2 = 0 then ${word('en', 'n * 3')} || ' ' || ${word('en', 'n * 7')} else ${word('zh', 'n * 3')} || ${word('zh', 'n * 11')} end`,
  provider_id: "'sandbox'",
  model_id: oneOf('(n - 1)', MODELS),
  parameter_summary: `'Sandbox image, 1536 × 1024, seed ' || ${text('n')}`,
  parameters_hash: text('n'),
  requested: json(`'{"kind":"image","references":[]}'`),
  reference_count: '0',
  prompt: "'A picture of something on a table, soft light, nothing else in the frame'",
  owner_type: "'admin'",
  owner_id: id('u', '(n - 1) % 40'),
  owner_name: `'Owner ' || ${text('(n - 1) % 40')}`,
  launched_at: moment('n'),
  finished_at: moment('n'),
  created_at: moment('n'),
});

const outputsOf = ({ moment }: Dialect) => ({
  document_id: id('o', G),
  task_id: id('t', `${G} / 4`),
  job_id: id('j', G),
  ordinal: '0',
  job_ordinal: '0',
  state: "'stored'",
  version: '1',
  storage_key: id('k', G),
  stored_sha_256: id('s', G),
  file_document_id: id('f', 'n'),
  mime: "'image/jpeg'",
  width: '3000',
  height: '2000',
  bytes: '812500',
  approval_status: oneOf(V, STATUSES),
  created_at: moment('n'),
});

const assetsOf = ({ json, moment, yes }: Dialect) => ({
  document_id: id('a', G),
  output_id: id('o', G),
  task_id: id('t', `${G} / 4`),
  state: `case when ${V} % 20 < 8 then 'active' else 'expired' end`,
  version: '1',
  file_document_id: id('f', 'n'),
  stored_sha_256: id('s', G),
  verdict_id: id('v', G),
  approved_at: moment('n'),
  kind: "'image'",
  purpose: oneOf(`${G} / 4`, PURPOSES),
  channel: "'website'",
  parameter_summary: `'Sandbox image'`,
  owner_type: "'admin'",
  owner_name: "'Owner'",
  reviewer_type: "'admin'",
  reviewer_name: "'Reviewer'",
  limits: json(
    `'{"channels":' || ${oneOf(V, quoted(CHANNELS))} || ',"regions":[],"languages":[],"validFrom":null,"validUntil":null,"maximumPlacements":null,"isReuseAllowed":true,"isPublicUseAllowed":true,"licence":null,"isModificationAllowed":true,"creditLine":null,"isAiLabelRequired":true}'`
  ),
  valid_until: untilOf(V),
  is_public_use_allowed: yes,
  channel_keys: oneOf(V, CHANNEL_KEYS),
});

const verdictsOf = ({ moment }: Dialect) => ({
  document_id: id('v', G),
  output_id: id('o', G),
  verdict: "'approved'",
  ordinal: '1',
  stored_sha_256: id('s', G),
  reviewer_type: "'admin'",
  reviewer_name: "'Reviewer'",
  given_at: moment('n'),
});

const BINARIES = ['', 'thumbnail', 'small', 'medium', 'large'];
/** What the upload service has stored of each file: the original and its sizes. */
const binariesOf = (format: string, { moment }: Dialect) => {
  const fileHash = `'picture_' || ${text('(n * 7919)')}`;
  const hash = format ? `'${format}_' || ${fileHash}` : fileHash;
  return {
    document_id: id(`b${format.slice(0, 2)}`, 'n'),
    binary_key: `${hash} || '.jpg'`,
    file_hash: fileHash,
    format: format ? `'${format}'` : 'null',
    sha_256: `'${format}' || ${text('n * 104729')} || '-sha'`,
    bytes: '812500',
    version: '1',
    stored_at: moment('n'),
  };
};

/** 64 digits that are spread well enough: a hash of looks is compared whole. */
const spreadHex = (isPostgres: boolean) =>
  isPostgres ? `md5(${text('n')}) || md5('x' || ${text('n')})` : 'lower(hex(randomblob(32)))';
const looksOf = (isPostgres: boolean) => ({
  document_id: id('l', 'n'),
  output_id: id('o', 'n'),
  file_document_id: id('f', 'n'),
  sha_256: id('s', 'n'),
  hash: spreadHex(isPostgres),
  version: '1',
});

/** What tracing reads beside a library that is filled: every binary, and what every file looks like. */
export const fillTraces = (
  server: Pick<Server, 'databaseEnv'>,
  files: number,
  say: (text: string) => void
): Promise<void> =>
  readRows(server, async (database) => {
    const isPostgres = server.databaseEnv.DATABASE_CLIENT === 'postgres';
    const dialect = dialects[isPostgres ? 'postgres' : 'sqlite'];
    for (const format of BINARIES) {
      say(`filling stored binaries ${format}`);
      await database.raw(
        insertInto('ap_stored_binaries', binariesOf(format, dialect), { rows: files })
      );
    }
    say('filling perceptual hashes');
    await database.raw(insertInto('ap_perceptual_hashes', looksOf(isPostgres), { rows: files }));
    if (isPostgres) await database.raw('vacuum analyze');
  });

const fillWords = async (database: Knex) => {
  await database.schema.createTable('bench_words', (table) => {
    table.string('kind');
    table.integer('i');
    table.string('w');
    table.primary(['kind', 'i']);
  });
  const rows = { en: ENGLISH, zh: CHINESE };
  for (const [kind, words] of Object.entries(rows))
    await database('bench_words').insert(words.map((w, i) => ({ kind, i, w })));
};

/** Fills the tables of a stopped server: so many files, three of ten with their records. */
export const fillLibrary = (
  server: Pick<Server, 'databaseEnv'>,
  files: number,
  say: (text: string) => void
): Promise<void> =>
  readRows(server, async (database) => {
    const isPostgres = server.databaseEnv.DATABASE_CLIENT === 'postgres';
    const dialect = dialects[isPostgres ? 'postgres' : 'sqlite'];
    const approved = `where ${GENERATED} and ${V} % 20 < 10`;
    await fillWords(database);
    const fill = async (table: string, columns: Record<string, string>, where = '') => {
      say(`filling ${table}`);
      const rows = table === 'ap_generation_tasks' ? Math.ceil(files * 0.3 * 0.25) + 1 : files;
      await database.raw(insertInto(table, columns, { rows, where }));
    };
    await fill('files', filesOf(dialect));
    await fill('ap_file_provenances', provenancesOf(dialect));
    await fill('ap_generation_tasks', tasksOf(dialect));
    await fill('ap_outputs', outputsOf(dialect), `where ${GENERATED}`);
    await fill('ap_approved_assets', assetsOf(dialect), approved);
    await fill('ap_verdicts', verdictsOf(dialect), approved);
    await database.schema.dropTable('bench_words');
    if (!isPostgres) return;
    // As it would have long happened by itself in a library that grew to this size.
    await database.raw("select setval(pg_get_serial_sequence('files', 'id'), ?)", [files]);
    await database.raw('vacuum analyze');
  });

const INDEXED_WITHIN_MS = 15 * 60_000;

const indexedFiles = (server: Pick<Server, 'databaseEnv'>): Promise<number> =>
  readRows(server, async (database) => {
    const isPostgres = server.databaseEnv.DATABASE_CLIENT === 'postgres';
    const table = isPostgres ? 'ap_file_search' : 'ap_file_search_docsize';
    const [row] = (await database(table).count({ rows: '*' })) as { rows: number | string }[];
    return Number(row?.rows ?? 0);
  });

/** Waits for the search index: of a library that was there before, it is filled in the background. */
export const indexed = (
  server: Pick<Server, 'databaseEnv'>,
  files: number,
  say: (text: string) => void
): Promise<unknown> =>
  until(
    async () => {
      const known = await indexedFiles(server);
      say(`search index: ${known} of ${files} files`);
      return known >= files;
    },
    { what: 'the search index', timeoutMs: INDEXED_WITHIN_MS }
  );
