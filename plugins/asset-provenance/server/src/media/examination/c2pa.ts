import type { Finding } from '../../../../shared';
import { readManifests } from '../c2pa-wasm';
import { ASSERTION } from '../marks/c2pa/manifest';
import {
  finding,
  isGenerativeType,
  isRecord,
  nameOf,
  recordFrom,
  sourceTypeName,
} from './findings';

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const agentOf = (agent: unknown): string | null =>
  nameOf(isRecord(agent) ? [agent.name, agent.version].filter(Boolean).join(' ') : agent);

const actionsOf = (manifest: Record<string, unknown>): Record<string, unknown>[] =>
  listOf(manifest.assertions)
    .filter(({ label }) => typeof label === 'string' && label.startsWith('c2pa.actions'))
    .flatMap(({ data }) => (isRecord(data) ? listOf(data.actions) : []));

/** What a manifest of ours says of itself; null: it is none. */
const ownFactsOf = (manifest: unknown): Record<string, unknown> | null => {
  const assertions = isRecord(manifest) ? listOf(manifest.assertions) : [];
  const data = assertions.find(({ label }) => label === ASSERTION)?.data;
  return isRecord(data) ? data : null;
};

const generatorOf = (manifest: Record<string, unknown>): string | null => {
  const [info] = listOf(manifest.claim_generator_info);
  return info ? agentOf(info) : nameOf(manifest.claim_generator);
};

/** Reads what the manifests of one file say; the newest is asked first, then those it came from. */
const findingOf = (store: Record<string, unknown>): Finding => {
  const manifests = isRecord(store.manifests) ? store.manifests : {};
  const active = manifests[String(store.active_manifest)];
  const inOrder = [active, ...Object.values(manifests)].filter(isRecord);
  const [ownId] = [String(store.active_manifest), ...Object.keys(manifests)].filter((id) =>
    ownFactsOf(manifests[id])
  );
  const actions = inOrder.flatMap(actionsOf);
  const typed = actions.map((action) => ({
    action,
    type: sourceTypeName(action.digitalSourceType),
  }));
  const telling =
    typed.find(({ type }) => isGenerativeType(type)) ?? typed.find(({ type }) => type !== null);
  const signature =
    isRecord(active) && isRecord(active.signature_info) ? active.signature_info : {};
  return finding('c2pa', {
    tool: agentOf(telling?.action.softwareAgent) ?? (isRecord(active) ? generatorOf(active) : null),
    digitalSourceType: telling?.type ?? null,
    isSignatureValid: store.validation_state === 'Valid' || store.validation_state === 'Trusted',
    taskId: nameOf(ownFactsOf(active)?.taskId),
    outputId: ownId ? nameOf(ownFactsOf(manifests[ownId])?.outputId) : null,
    manifestId: nameOf(ownId),
    signer: nameOf(signature.common_name) ?? nameOf(signature.issuer),
  });
};

/** Content credentials of a file; none where there is no manifest that can be read. */
export const c2paMarks = async (bytes: Buffer, mime: string): Promise<Finding[]> => {
  const store = recordFrom((await readManifests(bytes, mime)) ?? '');
  return store?.active_manifest ? [findingOf(store)] : [];
};
