import type { Actor, FullRecord, PublicRecord } from '../../../../shared';

type Attributes = Record<string, unknown>;
type Relation = Record<string, Attributes>;

/** W3C PROV-JSON (member submission of 24 April 2013). */
type ProvDocument = {
  prefix: Record<string, string>;
  entity: Relation;
  activity: Relation;
  agent: Relation;
  wasGeneratedBy: Relation;
  used: Relation;
  wasDerivedFrom: Relation;
  wasAttributedTo: Relation;
  wasAssociatedWith: Relation;
};

type RelationName =
  'wasGeneratedBy' | 'used' | 'wasDerivedFrom' | 'wasAttributedTo' | 'wasAssociatedWith';

const name = (kind: string, id: string): string => `ap:${kind}-${id}`;

const known = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
  );

const typed = (value: string): Attributes => ({ $: value, type: 'prov:QUALIFIED_NAME' });

const createProv = () => {
  const document: ProvDocument = {
    prefix: {
      ap: 'urn:asset-provenance:',
      schema: 'https://schema.org/',
      iptc: 'http://cv.iptc.org/newscodes/digitalsourcetype/',
    },
    entity: {},
    activity: {},
    agent: {},
    wasGeneratedBy: {},
    used: {},
    wasDerivedFrom: {},
    wasAttributedTo: {},
    wasAssociatedWith: {},
  };
  let relations = 0;

  return {
    document,
    entity: (id: string, attributes: Attributes = {}) => {
      document.entity[id] = known(attributes);
      return id;
    },
    activity: (id: string, attributes: Attributes = {}) => {
      document.activity[id] = known(attributes);
      return id;
    },
    agent: (id: string, type: 'Person' | 'SoftwareAgent' | 'Organization', label: string) => {
      document.agent[id] = known({
        'prov:type': typed(`prov:${type}`),
        'prov:label': label || null,
      });
      return id;
    },
    relate: (relation: RelationName, attributes: Attributes) => {
      relations += 1;
      document[relation][`_:r${relations}`] = attributes;
    },
  };
};
type Prov = ReturnType<typeof createProv>;

const actorIn = (prov: Prov, { type, id, name: label }: Actor): string =>
  prov.agent(
    name(type, id ?? 'itself'),
    type === 'admin' || type === 'user' ? 'Person' : 'SoftwareAgent',
    label
  );

const addMaking = (prov: Prov, { output, task, references }: FullRecord): string => {
  const entity = prov.entity(name('output', output.outputId), {
    'ap:sha256': output.storedSha256,
    'ap:receivedSha256': output.receivedSha256,
    'schema:encodingFormat': output.mime,
  });
  const owner = actorIn(prov, task.owner);
  const provider = prov.agent(
    name('provider', task.providerId),
    'SoftwareAgent',
    `${task.providerId} ${task.modelId}`
  );
  const job = task.jobs.find(({ jobId }) => jobId === output.jobId);
  const making = prov.activity(name('job', output.jobId), {
    'prov:startTime': job?.submittedAt ?? task.launchedAt,
    'prov:endTime': job?.finishedAt ?? task.finishedAt,
    'ap:task': task.taskId,
    'ap:model': task.modelId,
  });
  prov.relate('wasGeneratedBy', { 'prov:entity': entity, 'prov:activity': making });
  prov.relate('wasAttributedTo', { 'prov:entity': entity, 'prov:agent': owner });
  for (const agent of [owner, provider])
    prov.relate('wasAssociatedWith', { 'prov:activity': making, 'prov:agent': agent });
  for (const { fileDocumentId, name: label, role } of references) {
    const reference = prov.entity(name('file', fileDocumentId), { 'prov:label': label });
    prov.relate('used', {
      'prov:activity': making,
      'prov:entity': reference,
      'prov:role': role,
    });
    prov.relate('wasDerivedFrom', {
      'prov:generatedEntity': entity,
      'prov:usedEntity': reference,
      'prov:activity': making,
    });
  }
  return entity;
};

const addLineage = (prov: Prov, { lineage }: FullRecord, made: string): void => {
  let child = made;
  for (const { task, outputId, derivation } of lineage) {
    const parent = prov.entity(outputId ? name('output', outputId) : name('task', task.taskId), {
      'ap:task': task.taskId,
    });
    prov.relate('wasDerivedFrom', {
      'prov:generatedEntity': child,
      'prov:usedEntity': parent,
      'prov:type': name('derivation', derivation),
    });
    prov.relate('wasAttributedTo', {
      'prov:entity': parent,
      'prov:agent': actorIn(prov, task.owner),
    });
    child = parent;
  }
};

const addReview = (prov: Prov, { verdicts, asset, output }: FullRecord, made: string): void => {
  for (const { verdictId, verdict, reviewer, givenAt, storedSha256 } of verdicts) {
    const review = prov.activity(name('review', verdictId), {
      'prov:startTime': givenAt,
      'prov:endTime': givenAt,
      'ap:verdict': verdict,
      'ap:sha256': storedSha256,
    });
    prov.relate('used', { 'prov:activity': review, 'prov:entity': made });
    prov.relate('wasAssociatedWith', {
      'prov:activity': review,
      'prov:agent': actorIn(prov, reviewer),
      'prov:role': 'reviewer',
    });
  }
  if (!asset) return;
  const approved = prov.entity(name('asset', asset.assetId), {
    'ap:state': asset.state,
    'ap:sha256': asset.storedSha256,
  });
  prov.relate('wasDerivedFrom', {
    'prov:generatedEntity': approved,
    'prov:usedEntity': name('output', output.outputId),
  });
  prov.relate('wasAttributedTo', {
    'prov:entity': approved,
    'prov:agent': actorIn(prov, asset.reviewer),
  });
};

/** Who made what from what, for programs that know W3C PROV. */
export const provOf = (record: FullRecord): ProvDocument => {
  const prov = createProv();
  const made = addMaking(prov, record);
  addLineage(prov, record, made);
  addReview(prov, record, made);
  return prov.document;
};

/** The same of what everybody may know. */
export const publicProvOf = (record: PublicRecord): ProvDocument => {
  const prov = createProv();
  const file = prov.entity(name('file', record.fileDocumentId), {
    'ap:sha256': record.sha256,
    'schema:encodingFormat': record.mime,
    'iptc:digitalSourceType': record.digitalSourceType,
  });
  // What was made were other bytes than those of this hash.
  if (record.isChanged) return prov.document;
  const making = prov.activity(name('making', record.fileDocumentId), {
    'prov:endTime': record.dates ? `${record.dates.madeOn}T00:00:00Z` : null,
  });
  const system = prov.agent(
    name('system', record.fileDocumentId),
    'SoftwareAgent',
    record.system.en ?? ''
  );
  prov.relate('wasGeneratedBy', { 'prov:entity': file, 'prov:activity': making });
  prov.relate('wasAssociatedWith', { 'prov:activity': making, 'prov:agent': system });
  if (record.credit) {
    const credit = prov.agent(name('credit', record.fileDocumentId), 'Organization', record.credit);
    prov.relate('wasAttributedTo', { 'prov:entity': file, 'prov:agent': credit });
  }
  return prov.document;
};
