import { z } from 'zod';
import { documentIdSchema } from './parameters';

/** Below the prefix of Strapi's content API. */
export const PUBLIC_RECORD_BASE = '/asset-provenance/public/files';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/i);
/** `hash` of a file of Strapi: its name in the storage, without the extension. */
const storageKeySchema = z.string().regex(/^[\w.~-]{8,200}$/);

/** What a public record is asked by: nothing that can be counted up. */
export const publicKeySchema = z.union([documentIdSchema, sha256Schema, storageKeySchema]);

export const publicRecordQuerySchema = z.object({
  /** Address of the file or of one of its sizes, where no key stands in the path. */
  url: z.string().trim().min(1, 'is required').max(2000).optional(),
  /** Without it, what the reader's browser or program accepts. */
  as: z.enum(['json', 'json-ld', 'page']).optional(),
  /** Language of the page. */
  lang: z.enum(['en', 'zh-Hans']).optional(),
});

/** Everything that anybody may know of a file that was made with a model; there is no further field. */
export type PublicRecord = {
  fileDocumentId: string;
  /** SHA-256 of the original, as it is stored now. */
  sha256: string | null;
  /** With scheme and host where the site's public address is configured. */
  contentUrl: string;
  mime: string;
  width: number | null;
  height: number | null;
  isAiGenerated: boolean;
  /**
   * Other bytes took the place of those that were made and judged. Label and kind of system then tell of
   * the file before, so that no label is ever lost; of the bytes that are served now nothing is claimed.
   */
  isChanged: boolean;
  /** Term of the IPTC's vocabulary of digital source types, as an address; null: it was changed since. */
  digitalSourceType: string | null;
  /** By what kind of system, in words. */
  system: Record<string, string>;
  /** The words that belong beside it, by language; an approval never takes them away. */
  label: Record<string, string>;
  credit: string | null;
  /** Of an approval that holds; of one that ended nothing is told. */
  licence: string | null;
  usageTerms: string | null;
  /** Page that states the rights. */
  webStatement: string | null;
  /** null where the site keeps them to itself. Days in its time zone. */
  dates: { madeOn: string; usableFrom: string | null; usableUntil: string | null } | null;
};
