/** Longest line that is read, in bytes: no event comes near it. */
export const MAX_LINE = 1_048_576;

export class LineTooLong extends Error {
  constructor(readonly line: number) {
    super(`Line ${line} is longer than ${MAX_LINE} bytes.`);
  }
}

const LINE_BREAK = 10;

/**
 * Lines of a stream without their breaks, all at once that a piece of it ends: waiting for each would
 * take longer than hashing it. Holds no more than a piece and a line.
 * @throws LineTooLong
 */
export const linesOf = async function* (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunks) {
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = given.indexOf(LINE_BREAK); end >= 0; end = given.indexOf(LINE_BREAK, start)) {
      if (rest.length + end - start > MAX_LINE) throw new LineTooLong(line);
      const part = given.subarray(start, end);
      lines.push(rest.length > 0 ? Buffer.concat([rest, part]) : part);
      rest = Buffer.alloc(0);
      start = end + 1;
      line += 1;
    }
    if (lines.length > 0) yield lines;
    if (rest.length + given.length - start > MAX_LINE) throw new LineTooLong(line);
    // A copy: streams use their buffers again.
    rest = Buffer.concat([rest, given.subarray(start)]);
  }
  if (rest.length > 0) yield [rest];
};
