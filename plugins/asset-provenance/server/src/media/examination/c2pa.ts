import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Finding } from '../../../../shared';
import {
  finding,
  isGenerativeType,
  isRecord,
  nameOf,
  recordFrom,
  sourceTypeName,
} from './findings';

/** Nothing that a file names is fetched: neither its remote manifest nor a revocation list. */
const settings = JSON.stringify({ verify: { remote_manifest_fetch: false, ocsp_fetch: false } });

type Wasm = typeof import('@contentauth/c2pa-wasm');
let loading: Promise<Wasm> | null = null;

/** Nine megabytes: brought in by the first file that has a manifest. */
const load = (): Promise<Wasm> => {
  loading ??= (async () => {
    const wasm = await import('@contentauth/c2pa-wasm');
    const path = createRequire(__filename).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
    await wasm.default({ module_or_path: await readFile(path) });
    return wasm;
  })();
  return loading;
};

/** The label of the box in which every manifest stands, in every format. */
const mayHaveManifest = (bytes: Buffer): boolean => bytes.includes('c2pa');

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const agentOf = (agent: unknown): string | null =>
  nameOf(isRecord(agent) ? [agent.name, agent.version].filter(Boolean).join(' ') : agent);

const actionsOf = (manifest: Record<string, unknown>): Record<string, unknown>[] =>
  listOf(manifest.assertions)
    .filter(({ label }) => typeof label === 'string' && label.startsWith('c2pa.actions'))
    .flatMap(({ data }) => (isRecord(data) ? listOf(data.actions) : []));

const generatorOf = (manifest: Record<string, unknown>): string | null => {
  const [info] = listOf(manifest.claim_generator_info);
  return info ? agentOf(info) : nameOf(manifest.claim_generator);
};

/** Reads what the manifests of one file say; the newest is asked first, then those it came from. */
const findingOf = (store: Record<string, unknown>): Finding => {
  const manifests = isRecord(store.manifests) ? store.manifests : {};
  const active = manifests[String(store.active_manifest)];
  const inOrder = [active, ...Object.values(manifests)].filter(isRecord);
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
    signer: nameOf(signature.common_name) ?? nameOf(signature.issuer),
  });
};

/** Content credentials of a file; none where there is no manifest that can be read. */
export const c2paMarks = async (bytes: Buffer, mime: string): Promise<Finding[]> => {
  if (!mayHaveManifest(bytes)) return [];
  const { WasmReader } = await load();
  try {
    const reader = await WasmReader.fromBytes(mime, bytes, settings);
    try {
      const store = recordFrom(reader.json());
      return store?.active_manifest ? [findingOf(store)] : [];
    } finally {
      reader.free();
    }
  } catch {
    // No manifest after all, or one that is broken beyond reading: it vouches for nothing.
    return [];
  }
};
