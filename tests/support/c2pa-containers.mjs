// Where WebP, GIF and MP4 hold their content credentials: the second implementation of C2PA does not
// open these files, and checks what is in them all the same.
import { BMFF } from '@trustnxt/c2pa-ts/asset';

const WEBP_CHUNK = 'C2PA';
const GIF_APPLICATION = 'C2PA_GIF\x01\x00\x00';

/** Bytes of a file with credentials in one place of it, as that implementation asks for them. */
const held = (bytes, place, jumbf) => ({
  mimeType: 'application/octet-stream',
  getDataLength: () => bytes.length,
  getDataRange: async (start = 0, length = bytes.length - start) =>
    bytes.subarray(start, start + length),
  getManifestJUMBF: () => jumbf,
  getHashExclusionRange: () => place,
});

const openWebp = (bytes) => {
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const length = 8 + size + (size % 2);
    if (bytes.toString('latin1', at, at + 4) === WEBP_CHUNK)
      return held(bytes, { start: at, length }, bytes.subarray(at + 8, at + 8 + size));
    at += length;
  }
  return held(bytes, { start: 0, length: 0 }, undefined);
};

const openGif = (bytes) => {
  const name = bytes.indexOf(GIF_APPLICATION, 0, 'latin1');
  if (name < 0) return held(bytes, { start: 0, length: 0 }, undefined);
  // The application's name stands behind three bytes: introducer, label, its length.
  const start = name - 3;
  const parts = [];
  let at = name + GIF_APPLICATION.length;
  for (; bytes[at]; at += 1 + bytes[at]) parts.push(bytes.subarray(at + 1, at + 1 + bytes[at]));
  return held(bytes, { start, length: at + 1 - start }, Buffer.concat(parts));
};

/** null: it is neither of the two. */
export const openContainer = (bytes) => {
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return openWebp(bytes);
  return bytes.toString('latin1', 0, 4) === 'GIF8' ? openGif(bytes) : null;
};

const MP4_BRANDS = ['isom', 'iso5', 'mp41', 'mp42'];
for (const brand of MP4_BRANDS) BMFF.canReadBrands.add(brand);

/** Of several boxes at one path that implementation sees the first only: here it sees them in turn. */
class Mp4 extends BMFF {
  #asked = new Map();

  at(path) {
    return this.getTopLevelBoxes().filter(({ type }) => `/${type}` === path);
  }

  getBoxByPath(path) {
    const boxes = this.at(path);
    const turn = this.#asked.get(path) ?? 0;
    this.#asked.set(path, turn + 1);
    return boxes.length > 1 ? boxes[turn % boxes.length] : super.getBoxByPath(path);
  }
}

/** null: it is none. */
export const openMp4 = (bytes) =>
  MP4_BRANDS.includes(bytes.toString('latin1', 8, 12)) ? new Mp4(bytes) : null;

/** What is left out of the hash is so once for each box of that kind. */
export const leaveOutEach = (store, asset) => {
  if (!(asset instanceof Mp4)) return;
  for (const { assertions } of store.manifests)
    for (const assertion of assertions.assertions)
      assertion.exclusions = assertion.exclusions?.flatMap((exclusion) =>
        Array(Math.max(1, asset.at(exclusion.xpath).length)).fill(exclusion)
      );
};
