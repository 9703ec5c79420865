/** A file that can hold an XMP packet, opened at the places where one stands or would stand. */
export type Carrier = {
  /** The packet that it holds; null: none. */
  packet: Buffer | null;
  /**
   * The same file, in pieces, with this packet as its only one; pictures and sound untouched.
   * @throws CannotMark when the packet does not fit.
   */
  withPacket: (packet: Buffer) => Buffer[];
};
