import { createHash } from 'node:crypto';
import { api } from '../../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  TraceAnswer,
  TraceMatch,
  TraceMatchResult,
} from '../../../plugins/asset-provenance/shared';
import type { Answer } from '../../../tests/support/http';
import { accepted, expectEqual, expectThat, present } from '../expect';
import type { Report } from '../report';
import { ARTICLE } from './publishing';
import type { Article } from './publishing';
import type { Approved } from './review';
import type { Stage } from './stage';
import { kilobytes } from './tasks';

type PublicFormat = { url: string; width: number; height: number };
type PublicFile = { url: string; mime: string; formats: Record<string, PublicFormat> | null };
type PublicArticle = { title: string; cover: PublicFile | null; gallery: PublicFile[] | null };

const keysOf = (value: unknown): string[] => {
  if (value === null || typeof value !== 'object') return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
};

/** What a visitor gets must say nothing of how the picture was made. */
const assertNothingPrivate = (body: unknown, made: Approved[]) => {
  const keys = keysOf(body).filter((key) => /provenance|prompt|task|approval|sha256/i.test(key));
  expectEqual('Private columns in the public answer', keys, []);
  const text = JSON.stringify(body);
  const secrets = made.flatMap(({ task, output }) => {
    const { prompt, negativePrompt } = present(task.requested, 'requested parameters');
    const sentences = prompt.split(/(?<=[.。])\s*/);
    return [...sentences, negativePrompt ?? '', task.taskId, output.outputId].filter(Boolean);
  });
  expectEqual(
    'Prompts and ids in the public answer',
    secrets.filter((secret) => text.includes(secret)),
    []
  );
  return secrets.length;
};

const resultFor = (answer: Answer<TraceAnswer>, { output }: Approved): TraceMatchResult => {
  const { results } = accepted(answer, 'Trace');
  return present(
    results.find((result) => result.output.outputId === output.outputId),
    `record of output ${output.outputId}`
  );
};

const matched = (
  result: TraceMatchResult,
  expected: { match: TraceMatch; format: string | null }
) => {
  expectEqual('How it was found', { match: result.match, format: result.format }, expected);
  return [
    `found by ${result.match}`,
    result.format ? `size ${result.format}` : null,
    result.sentence.en,
  ];
};

const allIntact = (record: AssetRecord) => {
  const checks = record.checks.map(({ id, isIntact }) => [id, isIntact]);
  expectEqual('Checks of the chain', checks, [
    ['stored_bytes', true],
    ['verdict_bytes', true],
    ['events', true],
  ]);
};

export type Traced = Pick<TraceMatchResult, 'sentence'> & { record: AssetRecord };
export type Audited = {
  picture: Traced;
  film: Traced;
  /** The resized picture that the auditor had found on the page. */
  traced: { url: string };
};

/** From what the public sees back to the record, in three ways. */
export const audit = async (
  report: Report,
  { people: { auditor }, visitor, cms }: Stage,
  { article, picture, film }: { article: Article; picture: Approved; film: Approved }
): Promise<Audited> => {
  report.act('The audit: from the published page back to the record');

  const shown = await report.step(
    'A visitor',
    'reads the article through the public API',
    async () => {
      const path = `/articles/${article.documentId}`;
      const answer = await visitor.get<PublicArticle>(path, { populate: '*' });
      const { cover, gallery } = accepted(answer, `GET /api${path}`);
      const kept = assertNothingPrivate(answer.body, [picture, film]);
      expectEqual(
        'Media of the article',
        [cover?.mime, gallery?.map(({ mime }) => mime)],
        ['image/png', ['video/mp4']]
      );
      return {
        value: present(cover, 'cover'),
        facts: [
          `GET /api${path}?populate=*`,
          `cover ${cover?.url}`,
          `no column of the plugin, none of ${kept} prompts and ids`,
        ],
      };
    }
  );

  const copy = await report.step(
    auditor.name,
    'downloads a resized picture of the page',
    async () => {
      const [format, { url, width, height }] = present(
        Object.entries(shown.formats ?? {}).find(
          ([name]) => name === 'small' || name === 'thumbnail'
        ),
        'resized format of the cover'
      );
      const response = await fetch(new URL(url, cms.url));
      expectEqual('Status of the download', response.status, 200);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return {
        value: { format, url, bytes, sha256 },
        facts: [
          url,
          format,
          `${width}×${height}`,
          kilobytes(bytes.length),
          `sha256 ${sha256.slice(0, 12)}…`,
        ],
      };
    }
  );

  await report.step(auditor.name, 'traces its address', async () => {
    const result = resultFor(
      await auditor.api.get<TraceAnswer>(api.trace, { q: new URL(copy.url, cms.url).href }),
      picture
    );
    return { value: null, facts: matched(result, { match: 'url', format: copy.format }) };
  });

  await report.step(auditor.name, 'drops the downloaded file', async () => {
    const form = new FormData();
    form.append('file', new Blob([copy.bytes]), 'found-somewhere.png');
    const answer = await auditor.api.post<TraceAnswer>(api.traceFile, form);
    expectEqual('Hash of the file', answer.data?.sha256, copy.sha256);
    return {
      value: null,
      facts: matched(resultFor(answer, picture), { match: 'format_bytes', format: copy.format }),
    };
  });

  const found = await report.step(auditor.name, 'traces the published article', async () => {
    const answer = await auditor.api.get<TraceAnswer>(api.trace, {
      q: `${ARTICLE}/${article.documentId}`,
    });
    const traced = async (approved: Approved): Promise<Traced> => {
      const { sentence, output, ...how } = resultFor(answer, approved);
      expectEqual('How it was found', how, { match: 'entry', format: null, likeness: null });
      const record = accepted(
        await auditor.api.get<AssetRecord>(api.assetRecord(output.outputId)),
        'Record'
      );
      return { sentence, record };
    };
    const records = { picture: await traced(picture), film: await traced(film) };
    for (const { record } of Object.values(records)) {
      allIntact(record);
      const placements = record.placements.filter(({ isPublished }) => isPublished);
      expectThat(
        'It is placed in the published article',
        placements.some(({ documentId }) => documentId === article.documentId),
        placements
      );
    }
    const { verdicts, references } = records.picture.record;
    expectEqual('Verdict that holds', verdicts.at(-1)?.verdictId, picture.verdict.verdictId);
    expectEqual(
      'References with their rights',
      references.map(({ rights }) => rights?.isValid),
      [true]
    );
    return {
      value: records,
      facts: [
        `${ARTICLE}/${article.documentId}`,
        `${answer.data.results.length} files with a record`,
        'all checks of both intact',
      ],
    };
  });
  return { ...found, traced: { url: new URL(copy.url, cms.url).href } };
};
