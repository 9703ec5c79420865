import type { DigitalSourceType } from '../../../../../shared';
import { SOURCE_TYPES } from '../source-types';

/** Ours, in every manifest that we sign: which task and output a file is. */
export const ASSERTION = 'org.strapi.asset-provenance';
/** Under which an ingredient is named within its manifest. */
export const PARENT = 'parent';

/** What was done to make the file what it is. */
export type Act = 'created' | 'labelled' | 'edited' | 'resized';

export type ManifestFacts = {
  act: Act;
  generator: { name: string; version: string };
  /** `urn:c2pa:…`: the name of the manifest. */
  manifestId: string;
  instanceId: string;
  digitalSourceType: DigitalSourceType;
  agent: { name: string; version: string | null };
  /** ISO 8601. */
  when: string;
  /** Public-safe facts of ours. */
  record: Record<string, string>;
};

/** Of a file that came with credentials of its own, only what it says of itself is changed. */
const further: Record<Act, string> = {
  created: 'c2pa.edited.metadata',
  labelled: 'c2pa.edited',
  edited: 'c2pa.edited',
  resized: 'c2pa.resized',
};

const actionsOf = ({ act, digitalSourceType, agent, when }: ManifestFacts, hasParent: boolean) => {
  const { name, version } = agent;
  const made = {
    digitalSourceType: SOURCE_TYPES[digitalSourceType],
    softwareAgent: version ? { name, version } : { name },
    when,
  };
  const done = { action: further[act] };
  if (!hasParent)
    return [{ action: 'c2pa.created', ...made }, ...(act === 'created' ? [] : [done])];
  return [
    { action: 'c2pa.opened', parameters: { ingredientIds: [PARENT] } },
    act === 'edited' ? { ...done, digitalSourceType: made.digitalSourceType } : done,
  ];
};

/** A manifest definition as the library takes it. */
export const manifestOf = (
  facts: ManifestFacts,
  { mime, hasParent }: { mime: string; hasParent: boolean }
): Record<string, unknown> => ({
  label: facts.manifestId,
  claim_generator_info: [facts.generator],
  format: mime,
  instance_id: facts.instanceId,
  assertions: [
    { label: 'c2pa.actions.v2', created: true, data: { actions: actionsOf(facts, hasParent) } },
    { label: ASSERTION, created: true, data: facts.record },
  ],
});
