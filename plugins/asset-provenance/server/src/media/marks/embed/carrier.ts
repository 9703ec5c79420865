/** A file that can hold an XMP packet, opened at the places where one stands or would stand. */
export type Carrier = {
  /** The packet that it holds; null: none. */
  packet: Buffer | null;
  /**
   * The same file, in pieces, with this packet as its only one; pictures and sound untouched.
   * @throws CannotMark when the packet does not fit.
   */
  withPacket: (packet: Buffer) => Buffer[];
  /**
   * The same file, in pieces, with nothing but what it shows and its content credentials: no packet, no
   * comments, no texts under keywords, nothing behind its end.
   * @param exif what is to stand in place of its EXIF, if it has any; null: nothing.
   */
  bare: (exif: Buffer | null) => Buffer[];
};
