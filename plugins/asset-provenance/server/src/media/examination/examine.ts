import { readFile } from 'node:fs/promises';
import type { Finding } from '../../../../shared';
import { XMP_KEYWORD } from '../formats/png';
import { c2paMarks } from './c2pa';
import { embeddedIn } from './exif';
import { commentMarks, keyedMarks } from './generators';
import { mp4Texts } from './mp4-texts';
import { pngTexts } from './png-texts';
import { packetIn, xmpMarks } from './xmp-marks';

/** The same mark in two places says one thing; the fuller statement stays. */
const distinct = (findings: Finding[]): Finding[] => {
  const kept = new Map<string, Finding>();
  for (const each of findings) {
    const known = kept.get(each.mark);
    if (!known || (!known.tool && each.tool)) kept.set(each.mark, each);
  }
  return [...kept.values()];
};

/** The label of a video has no room to say whose it is: it is ours where the marks around it are. */
const withOwner = (findings: Finding[]): Finding[] => {
  const taskId = findings.find((each) => each.taskId)?.taskId;
  return taskId
    ? findings.map((each) => (each.mark === 'aigc_label' ? { ...each, taskId } : each))
    : findings;
};

const mimeOf = async (bytes: Buffer): Promise<string | null> => {
  // file-type is published as an ES module only.
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(bytes.subarray(0, 4100)))?.mime ?? null;
};

/** Reads every mark of one file. Prompts that stand beside them are never taken out. */
const examineBytes = async (bytes: Buffer): Promise<Finding[]> => {
  const mime = await mimeOf(bytes);
  if (!mime) return [];
  const isMedia = mime.startsWith('image/') || mime.startsWith('video/');
  const texts = isMedia ? [...pngTexts(bytes), ...mp4Texts(bytes)] : [];
  const { packet, comments } = isMedia ? embeddedIn(bytes) : { packet: null, comments: [] };
  const xmp =
    packet ??
    texts.find(({ keyword }) => keyword === XMP_KEYWORD)?.text ??
    (isMedia ? packetIn(bytes) : null);
  const found = distinct([
    ...(await c2paMarks(bytes, mime)),
    ...(xmp ? xmpMarks(xmp) : []),
    ...keyedMarks(texts),
    ...comments.flatMap(commentMarks),
  ]);
  return withOwner(found);
};

export const examineFile = async (path: string): Promise<Finding[]> =>
  examineBytes(await readFile(path));
