// Boots Strapi in this process and publishes inside transactions of its own, as an import script of a
// project would: one that carries on after a refusal, and one that publishes in parallel. Prints JSON.
const { createStrapi } = require('@strapi/strapi');

const ARTICLE = 'api::article.article';
const appDir = process.argv[2];

const insert = (strapi, uid, data) => strapi.db.query(uid).create({ data });

/** A file with a final output that nobody approved. */
const unapprovedFile = async (strapi) => {
  const file = await insert(strapi, 'plugin::upload.file', {
    name: 'bag.png',
    hash: 'bag_1',
    ext: '.png',
    mime: 'image/png',
    size: 1,
    url: '/uploads/bag_1.png',
    provider: 'local',
    folderPath: '/',
  });
  const task = await insert(strapi, 'plugin::asset-provenance.generation-task', {
    state: 'downloadable',
    kind: 'image',
    inputType: 'text_to_image',
    stage: 'final',
    purpose: 'product_hero',
    channel: 'website',
    providerId: 'sandbox',
    modelId: 'sandbox-image',
    requested: { references: [] },
    parameterSummary: 'Bag',
    parametersHash: 'bag',
    ownerType: 'admin',
    ownerName: 'Edith',
    launchedAt: new Date().toISOString(),
  });
  await insert(strapi, 'plugin::asset-provenance.output', {
    taskId: task.documentId,
    jobId: 'job',
    state: 'stored',
    storageKey: 'bag_1',
    storedSha256: '0'.repeat(64),
    fileDocumentId: file.documentId,
    mime: 'image/png',
    approvalStatus: 'pending',
  });
  return file;
};

const run = async (strapi) => {
  const articles = strapi.documents(ARTICLE);
  const { id: cover } = await unapprovedFile(strapi);
  const create = (data) => articles.create({ data });
  const publish = ({ documentId }) => articles.publish({ documentId });
  const isLive = async ({ documentId }) =>
    (await articles.findOne({ documentId, status: 'published' })) !== null;

  const [first, refused, last] = [
    await create({ title: 'First' }),
    await create({ title: 'Refused', cover }),
    await create({ title: 'Last' }),
  ];
  const codes = [];
  const carryOn = (error) => codes.push(error.details?.code ?? error.message);
  await strapi.db.transaction(async () => {
    await publish(first);
    await publish(refused).catch(carryOn);
    await articles
      .create({ data: { title: 'Live at once', cover }, status: 'published' })
      .catch(carryOn);
    await publish(last);
  });

  const [one, two] = [await create({ title: 'One' }), await create({ title: 'Two' })];
  await strapi.db.transaction(() => Promise.all([publish(one), publish(two)]));

  // What is refused inside a transaction is recorded when that one has ended.
  const recorded = () =>
    strapi.db
      .query('plugin::asset-provenance.audit-event')
      .count({ where: { type: 'gate.refused' } });
  for (let tries = 0; tries < 50 && (await recorded()) < 2; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    codes,
    live: [await isLive(first), await isLive(refused), await isLive(last)],
    traces: await strapi.db.query(ARTICLE).count({ where: { title: 'Live at once' } }),
    parallel: [await isLive(one), await isLive(two)],
    recorded: await recorded(),
  };
};

createStrapi({ appDir, distDir: `${appDir}/dist`, serveAdminPanel: false })
  .load()
  .then(async (strapi) => {
    const result = await run(strapi);
    await strapi.destroy();
    process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
  })
  .catch((error) => {
    process.stderr.write(`${error.stack}\n`, () => process.exit(1));
  });
