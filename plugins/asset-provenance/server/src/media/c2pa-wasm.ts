import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

type Wasm = typeof import('@contentauth/c2pa-wasm');
let loading: Promise<Wasm> | null = null;

/** Nine megabytes, an ES module, and for workers only: brought in by the first file that needs it. */
export const loadC2pa = (): Promise<Wasm> => {
  loading ??= (async () => {
    const wasm = await import('@contentauth/c2pa-wasm');
    const path = createRequire(__filename).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
    await wasm.default({ module_or_path: await readFile(path) });
    return wasm;
  })();
  return loading;
};

/** Nothing that a file names is fetched: neither its remote manifest nor a revocation list. */
export const OFFLINE = { remote_manifest_fetch: false, ocsp_fetch: false };

/** The label of the box in which every manifest stands, in every format. */
export const mayHaveManifest = (bytes: Buffer): boolean => bytes.includes('c2pa');

/** What the manifests of a file say; null: it has none that can be read. */
export const readManifests = async (bytes: Buffer, mime: string): Promise<string | null> => {
  if (!mayHaveManifest(bytes)) return null;
  const { WasmReader } = await loadC2pa();
  try {
    const reader = await WasmReader.fromBytes(mime, bytes, JSON.stringify({ verify: OFFLINE }));
    try {
      return reader.json();
    } finally {
      reader.free();
    }
  } catch {
    // No manifest after all, or one that is broken beyond reading: it vouches for nothing.
    return null;
  }
};
