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
   * The same file, in pieces, without what stands beside picture, sound, packet and content
   * credentials: comments, texts under keywords, EXIF. null: it has nothing of that kind.
   * @param exif what is to stand in place of its EXIF, if it has any; null: nothing.
   */
  withoutNotes: (exif: Buffer | null) => Buffer[] | null;
};
