import type { TraceAnswer } from '../../../shared';
import type { Reader } from '../generation/service';
import { hashFile } from '../media/service';
import { createFinder } from './find';
import type { Found } from './find';
import type { TracePorts } from './ports';
import { createRecorder, sentenceOf } from './record';

/** Most records of one answer: an entry or a task may show many files. */
const MOST_RECORDS = 20;

/** From whatever is at hand to the record, and how it was found. */
export const createTrace = (ports: TracePorts) => {
  const finder = createFinder(ports);
  const recordOf = createRecorder(ports);

  const dayOf = (moment: string) => ports.reuse.todayOf(new Date(moment));

  const answer = async (
    query: string,
    sha256: string | null,
    { hits, tried }: Found,
    reader: Reader
  ): Promise<TraceAnswer> => {
    const shown = hits.slice(0, MOST_RECORDS);
    const results: TraceAnswer['results'] = [];
    for (const hit of shown) {
      if (!('outputId' in hit)) continue;
      const record = await recordOf(hit.outputId, reader);
      results.push({
        match: hit.match,
        format: hit.format,
        sentence: sentenceOf(hit.match, hit.format, record, dayOf),
        record,
      });
    }
    const strangers = shown.flatMap((hit) => ('file' in hit ? [hit.file] : []));
    return {
      query,
      sha256,
      results,
      untracked: await ports.reuse.itemsOf(strangers),
      tried,
    };
  };

  return {
    recordOf,
    ask: async (query: string, reader: Reader): Promise<TraceAnswer> =>
      answer(query, null, await finder.find(query), reader),

    /** The file is hashed and forgotten; nothing of it is kept. */
    askFile: async (path: string, name: string, reader: Reader): Promise<TraceAnswer> => {
      const { sha256 } = await hashFile(path);
      return answer(name, sha256, await finder.bySha256(sha256), reader);
    },
  };
};
export type Trace = ReturnType<typeof createTrace>;
