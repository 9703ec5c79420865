import type { Bilingual } from '../../../shared';
import { csvHead, csvLine } from '../kernel';
import { blockingOf, keyOf } from './working-copy-plan';
import type { Copy } from './working-copy-plan';

/** One copy as it lies in the zip; `path` null: it is not there, and the notes say why. */
export type Line = {
  copy: Copy;
  path: string | null;
  sha256: string | null;
  /** Of the stored original. */
  sourceSha256: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  notes: Bilingual[];
};

const list = (values: string[] | undefined): string => (values ?? []).join(' ');

const fieldsOf = ({ copy, notes, ...made }: Line) => {
  const { file, task, output, asset, channel, specification, reasons } = copy;
  const limits = asset?.limits;
  const said = [...notes, ...reasons.map(({ message }) => message)];
  return {
    path: made.path,
    sha256: made.sha256,
    bytes: made.bytes,
    width: made.width,
    height: made.height,
    channel,
    specification: specification && keyOf(specification),
    isCleared: blockingOf(copy).length === 0,
    sourceName: file.name,
    sourceSha256: made.sourceSha256,
    fileDocumentId: file.documentId,
    taskId: task?.documentId ?? null,
    outputId: output?.documentId ?? null,
    assetId: asset?.documentId ?? null,
    subject: task?.subject ?? null,
    alternativeText: file.alternativeText,
    validFrom: limits?.validFrom ?? null,
    validUntil: limits?.validUntil ?? null,
    channels: list(limits?.channels),
    regions: list(limits?.regions),
    languages: list(limits?.languages),
    isPublicUseAllowed: limits?.isPublicUseAllowed ?? null,
    isModificationAllowed: limits?.isModificationAllowed ?? null,
    isAiLabelRequired: limits?.isAiLabelRequired ?? null,
    licence: limits?.licence ?? null,
    creditLine: limits?.creditLine ?? null,
    notes: said.map(({ en }) => en).join(' '),
    notesChinese: said.map(({ zh }) => zh).join(''),
  };
};

/** What lies in the zip, for spreadsheets and for programs. */
export const manifestsOf = (copies: Line[]): { csv: Buffer; json: Buffer } => {
  const rows = copies.map(fieldsOf);
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => csvLine(Object.values(row))).join('');
  return {
    csv: Buffer.from(csvHead(names) + lines),
    json: Buffer.from(`${JSON.stringify(rows, null, 2)}\n`),
  };
};
