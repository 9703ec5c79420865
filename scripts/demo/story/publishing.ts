import { api } from '../../../plugins/asset-provenance/shared';
import type { GateReason, LibraryItem, Page } from '../../../plugins/asset-provenance/shared';
import type { Person } from '../../../tests/support/people';
import { accepted, expectEqual, expectThat, present, refused } from '../expect';
import type { Report } from '../report';
import type { FirstPicture } from './picture';
import type { Approved } from './review';
import type { Stage } from './stage';

export const ARTICLE = 'api::article.article';
const ARTICLES = `/content-manager/collection-types/${ARTICLE}`;

type Entry = { documentId: string; publishedAt: string | null };
export type Article = { documentId: string; title: string };

/** Content fields want the number of a file; the stock library hides from editors what is not usable. */
const fileNumber = async (person: Person, fileDocumentId: string | null): Promise<number> => {
  const { data } = await person.api.get<Page<LibraryItem>>(api.library, { fileDocumentId });
  return present(data.results[0], `file ${fileDocumentId}`).fileId;
};

const publish = (person: Person, { documentId }: Article) =>
  person.http.post<Entry>(`${ARTICLES}/${documentId}/actions/publish`);

/** One step: fields of the article are changed and it is published. */
const publishWith = (
  report: Report,
  { people: { editor, contentManager }, visitor }: Stage,
  {
    article,
    what,
    fields,
  }: {
    article: Article;
    what: string;
    fields: (id: typeof fileNumber) => Promise<Record<string, unknown>>;
  }
) =>
  report.step(contentManager.name, what, async () => {
    const data = await fields(fileNumber);
    accepted(
      await editor.http.put(`${ARTICLES}/${article.documentId}`, data),
      'Change of the article'
    );
    const { publishedAt } = accepted(await publish(contentManager, article), 'Publish');
    expectThat('The article has a day of publication', Boolean(publishedAt), publishedAt);
    const seen = await visitor.get<{ title: string }>(`/articles/${article.documentId}`);
    expectEqual(
      'What a visitor gets',
      { status: seen.status, title: seen.data?.title },
      { status: 200, title: article.title }
    );
    return {
      value: null,
      facts: [`article ${article.documentId}`, `published ${publishedAt}`, 'a visitor gets 200'],
    };
  });

export const publishPicture = async (
  report: Report,
  stage: Stage,
  { draft, approved }: { draft: FirstPicture['draft']; approved: Approved }
): Promise<Article> => {
  const { editor, contentManager } = stage.people;
  report.act('Publishing: the gate refuses a draft and lets the approved picture pass');

  const article = await report.step(
    editor.name,
    'writes an article with the draft as cover',
    async () => {
      const title = 'The bag for every day 日常帆布包';
      const cover = await fileNumber(editor, draft.fileDocumentId);
      const { documentId } = accepted(
        await editor.http.post<Entry>(ARTICLES, { title, slug: 'the-bag-for-every-day', cover }),
        'Article'
      );
      return {
        value: { documentId, title },
        facts: [`article ${documentId}`, `“${title}”`, `cover: draft ${draft.outputId}`],
      };
    }
  );

  const reasons = await report.step(
    contentManager.name,
    'publishes it: refused, with the reasons',
    async () => {
      const error = refused(await publish(contentManager, article), 'Publishing a draft', {
        status: 400,
        code: 'publish_refused',
      });
      const found = error.details.reasons as GateReason[];
      expectEqual(
        'Codes of the reasons',
        found.map(({ code }) => code),
        ['draft_stage']
      );
      const seen = await stage.visitor.get(`/articles/${article.documentId}`);
      expectEqual('Status for a visitor', seen.status, 404);
      return {
        value: found,
        facts: [`${error.status} ${error.details.code}`, `a visitor gets ${seen.status}`],
      };
    }
  );
  report.quote(
    reasons.map(
      ({ field, message, whoCanUnblock }) =>
        `${field}: ${message.en} Who can change that: ${whoCanUnblock.en}`
    )
  );

  await publishWith(report, stage, {
    article,
    what: 'publishes it with the approved picture',
    fields: async (id) => ({ cover: await id(editor, approved.output.fileDocumentId) }),
  });
  return article;
};

export const publishFilm = (report: Report, stage: Stage, article: Article, film: Approved) =>
  publishWith(report, stage, {
    article,
    what: 'publishes the article again, now with the film in its gallery',
    fields: async (id) => ({
      gallery: [await id(stage.people.editor, film.output.fileDocumentId)],
    }),
  });
