import { inflateRawSync } from 'node:zlib';

/** Files of a zip by their names, read from its directory; names are UTF-8 where the zip says so. */
export const unzip = (zip: Buffer): Map<string, Buffer> => {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('This is no zip, or not the whole of one.');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((n) =>
      zip.readUInt16LE(at + n)
    ) as [number, number, number];
    const isUtf8 = (zip.readUInt16LE(at + 8) & 0x800) !== 0;
    const name = zip.toString(isUtf8 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength);
    const head = zip.readUInt32LE(at + 42);
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    files.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
};
