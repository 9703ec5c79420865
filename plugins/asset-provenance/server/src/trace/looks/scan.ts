/** `scan.wat` as its assembler writes it: JavaScript counts bits ten times more slowly. */
export const SCAN_BINARY =
  'AGFzbQEAAAABCAFgA39/fwF/AwIBAAUDAQABBxECBm1lbW9yeQIABHNjYW4AAAqWAQGTAQIEfgJ/QQApAwAhA0EIKQMAIQRBECkDACEFQRgpAwAhBkEgIQgCQANAIAAgAU8NAQJAIAMgACkDAIV7IAQgACkDCIV7fKchByAHIAJLDQAgByAFIAApAxCFeyAGIAApAxiFe3ynaiEHIAcgAksNACAIIAA2AgAgCCAHNgIEIAhBCGohCAsgAEEgaiEADAALCyAICw==';

/** What `scan.wat` keeps in its memory, in bytes. */
export const layout = {
  /** Of a row of 256 bits. */
  row: 32,
  found: 32,
  /** Of what was found: the address of the row, and the bits that differ. */
  entry: 8,
  /** Behind what a scan may find. */
  rows: 65_536,
};

export type Scan = {
  memory: WebAssembly.Memory;
  /**
   * Compares rows with the one at address 0.
   * @returns the address behind what it found.
   */
  scan: (row: number, end: number, limit: number) => number;
};

export const openScan = (): Scan => {
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(Buffer.from(SCAN_BINARY, 'base64'))
  );
  return exports as Scan;
};
