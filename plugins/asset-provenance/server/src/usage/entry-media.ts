import type { UID } from '@strapi/strapi';
import type { Kernel } from '../kernel';
import type { Media, ShownFile } from '../media/service';
import type { Models } from './models';
import { createSpots } from './spots';
import type { EntryRow, Spot } from './spots';
import { fileNamed, hashesOf, namedIn } from './text-files';
import type { NamedMedia } from './text-files';

/** A file and the path of the field that shows it: `gallery`, `sections.0.figures.2.media`, `body.3`. */
export type FoundMedia<F extends ShownFile = ShownFile> = { file: F; field: string };
/** The same with the row of the entry that it was found in. */
export type RowMedia = FoundMedia & { row: EntryRow };

type LinkRow = { file_id: number; related_id: number; related_type: string; field: string };
type Attached = { row: EntryRow; field: string; fileId: number };
type Named = NamedMedia & { row: EntryRow };
type Dependencies = { models: Models; media: Pick<Media, 'belongsTo' | 'shownFiles'> };

const FILE_UID = 'plugin::upload.file';

const keyOf = (uid: string, id: number): string => `${uid} ${id}`;

/**
 * Finds media in media fields, components (also nested and repeatable), dynamic zones, blocks and
 * Markdown, in a number of statements that depends on the model alone. Relations are other entries,
 * with gates of their own.
 */
export const createEntryMedia = ({ strapi }: Kernel, { models, media }: Dependencies) => {
  const spotsOf = createSpots(strapi, models);

  const fileLinks = () => {
    const related = strapi.db.metadata.get(FILE_UID).attributes.related as {
      joinTable: { name: string };
    };
    return related.joinTable.name as UID.ContentType;
  };

  /** Files in media fields, by Strapi's own link table. */
  const attachedAt = async (spots: Spot[]): Promise<Attached[]> => {
    const withMedia = spots.filter(({ uid }) => models.modelOf(uid).media.size > 0);
    if (withMedia.length === 0) return [];
    const uids = [...new Set(withMedia.map(({ uid }) => uid))];
    const spotAt = new Map(withMedia.map((spot) => [keyOf(spot.uid, spot.id), spot]));
    const links = (await strapi.db
      .queryBuilder(fileLinks())
      .select(['file_id', 'related_id', 'related_type', 'field'])
      .where({
        $or: uids.map((uid) => ({
          related_type: uid,
          related_id: { $in: withMedia.filter((spot) => spot.uid === uid).map(({ id }) => id) },
        })),
      })
      .orderBy([{ order: 'asc' }, { id: 'asc' }])
      .execute({ mapResults: false })) as LinkRow[];
    return links.flatMap(({ file_id, related_id, related_type, field }) => {
      const spot = spotAt.get(keyOf(related_type, related_id));
      if (!spot || !models.modelOf(spot.uid).media.has(field)) return [];
      return [{ row: spot.row, field: `${spot.path}${field}`, fileId: file_id }];
    });
  };

  const namedAt = (spots: Spot[]): Named[] =>
    spots.flatMap(({ uid, path, row, values }) =>
      models
        .modelOf(uid)
        .texts.flatMap(({ name, type }) =>
          namedIn(type, values[name], `${path}${name}`).map((named) => ({ ...named, row }))
        )
    );

  /** Each file once in each field of each row. */
  const distinct = (found: RowMedia[]): RowMedia[] => {
    const seen = new Set<string>();
    return found.filter(({ file, field, row }) => {
      const key = `${row.id} ${file.id} ${field}`;
      return !seen.has(key) && seen.add(key);
    });
  };

  /** Media of rows of entries as they are stored now, in the transaction around it. */
  const ofRows = async (uid: string, where: Record<string, unknown>): Promise<RowMedia[]> => {
    if (!models.canHoldMedia(uid)) return [];
    const spots = await spotsOf(uid, where);
    const attached = await attachedAt(spots);
    const named = namedAt(spots);
    const files = await media.shownFiles(
      [...new Set(attached.map(({ fileId }) => fileId))],
      hashesOf(media, named)
    );
    const byId = new Map(files.map((file) => [file.id, file]));
    const byHash = new Map(files.map((file) => [file.hash, file]));
    return distinct([
      ...attached.flatMap(({ row, field, fileId }) => {
        const file = byId.get(fileId);
        return file ? [{ row, field, file }] : [];
      }),
      ...named.flatMap(({ row, field, names }) =>
        [...names].flatMap((name) => {
          const file = fileNamed(media, name, byHash);
          return file ? [{ row, field, file }] : [];
        })
      ),
    ]);
  };

  return { ofRows };
};
export type EntryMedia = ReturnType<typeof createEntryMedia>;
