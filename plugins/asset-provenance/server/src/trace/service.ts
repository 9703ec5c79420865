import { standingOn } from '../../../shared';
import type { StandingOn, TraceAnswer } from '../../../shared';
import { notFound } from '../kernel';
import { hashFile } from '../media/service';
import { createBriefs } from './brief';
import { perceptualHashes } from './content-types/perceptual-hash';
import { createDescendants } from './descendants';
import { createEmbedded } from './embedded';
import { createRecordExports } from './export/service';
import { createFinder } from './find';
import type { Found, Hit } from './find';
import { createJudgedBytes } from './judged-bytes';
import { createLooks } from './looks/service';
import type { LooksLike } from './looks/service';
import type { TracePorts } from './ports';
import { createPublicRecords } from './public-record/service';
import { createRecorder } from './record';
import { sentenceOf } from './sentence';

export const tables = [perceptualHashes];

/** Most results of one answer: an entry or a task may show many files. */
const MOST_RESULTS = 20;

/** From whatever is at hand to the record, and how it was found. */
export const createTrace = (ports: TracePorts) => {
  const judgedBytes = createJudgedBytes(ports);
  const finder = createFinder(ports, judgedBytes);
  const embedded = createEmbedded(ports);
  const looks = createLooks(ports.kernel, ports);
  const dayOf = (moment: string) => ports.reuse.todayOf(new Date(moment));
  const recordOf = createRecorder(ports, dayOf);
  const briefsOf = createBriefs(ports);
  const descendants = createDescendants(ports);
  const publicRecords = createPublicRecords(ports, finder, judgedBytes);

  const answer = async (
    query: string,
    sha256: string | null,
    { hits, tried }: Found
  ): Promise<TraceAnswer> => {
    const shown = hits.slice(0, MOST_RESULTS);
    const briefs = await briefsOf(
      shown.flatMap((hit) => ('outputId' in hit ? [hit.outputId] : []))
    );
    const results = shown.flatMap((hit): TraceAnswer['results'] => {
      if (!('outputId' in hit)) return [];
      const brief = briefs.get(hit.outputId);
      if (!brief) return [];
      const { match, format, likeness = null, isOfOthers = false, looksDiffer = false } = hit;
      const sentence = sentenceOf({ match, format, isOfOthers, looksDiffer }, brief, dayOf);
      return [{ match, format, likeness, sentence, output: brief.output }];
    });
    const strangers = shown.flatMap((hit) => ('file' in hit ? [hit.file] : []));
    return {
      query,
      sha256,
      results,
      untracked: await ports.reuse.itemsOf(strangers),
      madeFrom: await descendants.ofFiles(strangers.map(({ documentId }) => documentId)),
      tried,
    };
  };

  /** What it says of itself is no proof: whoever changed the bytes may have changed that too. */
  const byMarks = async (path: string, { tried }: Found): Promise<Found> => ({
    hits: await embedded(path),
    tried: [...tried, { en: 'the ids and manifests in the file', zh: '文件内的 ID 与内容凭证' }],
  });

  /** What a file says of itself, beside how far it looks like it. */
  const besideLooks = async (hit: Hit, like: LooksLike[] | null): Promise<Hit> => {
    if (!('outputId' in hit) || !like) return hit;
    const { outputId } = hit;
    const likeness = like.find((each) => each.outputId === outputId)?.likeness;
    return likeness ? { ...hit, likeness } : { ...hit, looksDiffer: await looks.isKnown(outputId) };
  };

  /** Only where no byte agrees: looks are never a proof, and neither is what a file says of itself. */
  const byLooks = async (path: string, { hits, tried }: Found): Promise<Found> => {
    const like = await looks.like(path);
    const said = await Promise.all(hits.map((hit) => besideLooks(hit, like)));
    const isSaid = ({ outputId }: LooksLike) =>
      hits.some((hit) => 'outputId' in hit && hit.outputId === outputId);
    const seen = (like ?? []).filter((each) => !isSaid(each));
    return {
      hits: [...said, ...seen.map((each) => ({ ...each, format: null }))],
      tried: [
        ...tried,
        like
          ? { en: 'what every picture under record looks like', zh: '所有在档图片的外观' }
          : {
              en: 'not its looks: it is no picture of pixels (JPEG, PNG, WebP, GIF, AVIF, TIFF) that can be read',
              zh: '未比较外观：该文件不是可读取的像素图片（JPEG、PNG、WebP、GIF、AVIF、TIFF）',
            },
      ],
    };
  };

  return {
    effects: { onEvent: looks.onEvent },
    publicRecords,
    recordOf,
    exportRecord: createRecordExports(ports, { recordOf, publicRecords, judgedBytes }),

    /** @param day `2026-11-23`, in the site's time zone; what stood at its end counts. */
    standingOn: async (outputId: string, day: string): Promise<StandingOn> => {
      const output = await ports.generation.outputRow(outputId);
      if (!output) throw notFound('output', 'outputId');
      return standingOn(await ports.audit.timelineOfTask(output.taskId), outputId, day, dayOf);
    },

    ask: async (query: string): Promise<TraceAnswer> =>
      answer(query, null, await finder.find(query)),

    /** The file is hashed and forgotten; nothing of it is kept. */
    askFile: async (path: string, name: string): Promise<TraceAnswer> => {
      const { sha256 } = await hashFile(path);
      const byBytes = await finder.bySha256(sha256);
      if (byBytes.hits.length > 0) return answer(name, sha256, byBytes);
      const said = await byMarks(path, byBytes);
      const isSigned = said.hits.some(({ match }) => match === 'signed_manifest');
      return answer(name, sha256, isSigned ? said : await byLooks(path, said));
    },
  };
};
export type Trace = ReturnType<typeof createTrace>;
