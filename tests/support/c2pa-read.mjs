// Reads content credentials with two implementations that share no code, in a process of their own:
// both are ES modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import init, { WasmReader } from '@contentauth/c2pa-wasm';
import { BMFF, JPEG, PNG } from '@trustnxt/c2pa-ts/asset';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import { ManifestStore } from '@trustnxt/c2pa-ts/manifest';
import { leaveOutEach, openContainer, openMp4 } from './c2pa-containers.mjs';

const { files, anchor } = JSON.parse(readFileSync(0, 'utf8'));
const require = createRequire(import.meta.url);
await init({ module_or_path: readFileSync(require.resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });
const settings = {
  ...(anchor ? { trust: { trust_anchors: anchor } } : {}),
  verify: { remote_manifest_fetch: false, ocsp_fetch: false },
};

/** As the reference implementation sees it; null: there is none. */
const referenceOf = async (bytes, mime) => {
  try {
    const reader = await WasmReader.fromBytes(mime, bytes, JSON.stringify(settings));
    const { validation_state, active_manifest, manifests, validation_status } = JSON.parse(
      reader.json()
    );
    reader.free();
    return {
      state: validation_state,
      activeId: active_manifest,
      manifests,
      codes: (validation_status ?? []).map(({ code }) => code),
    };
  } catch (error) {
    return /JumbfNotFound|no JUMBF/i.test(String(error)) ? null : { error: String(error) };
  }
};

/** null: it does not know the format. */
const openedBy = (bytes) => {
  const Format = [JPEG, PNG, BMFF].find((each) => each.canRead(bytes));
  return openContainer(bytes) ?? openMp4(bytes) ?? (Format ? new Format(bytes) : null);
};

const independentOf = async (bytes) => {
  try {
    const asset = openedBy(bytes);
    if (!asset) return null;
    const store = ManifestStore.read(SuperBox.fromBuffer(asset.getManifestJUMBF()));
    leaveOutEach(store, asset);
    const { isValid, statusEntries } = await store.validate(asset);
    return { isValid, codes: statusEntries.map(({ code }) => code) };
  } catch (error) {
    return { isValid: false, codes: [String(error)] };
  }
};

const answers = [];
for (const { path, mime } of files) {
  const bytes = readFileSync(path);
  answers.push({
    reference: await referenceOf(bytes, mime),
    independent: await independentOf(bytes),
  });
}
process.stdout.write(JSON.stringify(answers));
