import type { Media, ShownFile } from '../media/service';
import { storedNamesIn } from './text-media/addresses';
import { storedNamesInBlocks } from './text-media/blocks';

/** Names of stored files in one field of a row, not yet known to be files of this site. */
export type NamedMedia = { names: Set<string>; field: string };

/** What a text field names; `path` is the path of the field. */
export const namedIn = (
  type: 'blocks' | 'richtext',
  value: unknown,
  path: string
): NamedMedia[] => {
  if (type === 'blocks')
    return storedNamesInBlocks(value).map(({ index, names }) => ({
      names,
      field: `${path}.${index}`,
    }));
  const names = typeof value === 'string' ? storedNamesIn(value) : new Set<string>();
  return names.size > 0 ? [{ names, field: path }] : [];
};

/** Every hash that a stored name may stand for: its own, and that of the file it is a size of. */
export const hashesOf = (media: Pick<Media, 'belongsTo'>, named: NamedMedia[]): string[] => [
  ...new Set(
    named.flatMap(({ names }) =>
      [...names].flatMap((name) => [name, media.belongsTo(name).fileHash])
    )
  ),
];

/** A file whose own name it is goes before the file that it would be a size of. */
export const fileNamed = (
  media: Pick<Media, 'belongsTo'>,
  name: string,
  fileOf: Map<string, ShownFile>
): ShownFile | undefined => fileOf.get(name) ?? fileOf.get(media.belongsTo(name).fileHash);
