/** Records of a CSV file (RFC 4180) by the names of its columns; its first character is the mark. */
export const readCsv = (text: string): Record<string, string>[] => {
  const [head = [], ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  return records.map((cells) =>
    Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']))
  );
};

/** Every cell, with its line; quoted cells may hold commas, quotes and line breaks. */
export const recordsOf = (text: string): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g
  )) {
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
};
