/** Remainders of every byte by the polynomial of ISO 3309, which PNG and zip use. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/**
 * Node has its own only since 20.15.
 * @param before of the bytes that come before these.
 */
export const crc32 = (bytes: Uint8Array, before = 0): number => {
  let remainder = ~before;
  for (const byte of bytes)
    remainder = (REMAINDERS[(remainder ^ byte) & 255] ?? 0) ^ (remainder >>> 8);
  return ~remainder >>> 0;
};
