import { openaiImagesDefinition } from '../../../plugins/asset-provenance/server/src/providers/openai-images/adapter';
import { Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import type { ImageParameters } from '../../../plugins/asset-provenance/shared';
import { png } from '../../fakes/kit';
import type { Fake } from '../../fakes/kit';
import { OPENAI_KEY, createOpenaiImagesFake } from '../../fakes/openai-images';
import {
  adapterAlone,
  closeAlone,
  imageParameters,
  jobHandle,
  pictureAt,
  submitRequest,
  videoParameters,
} from '../../support/adapter-alone';
import { hasOperation, openaiProblems } from '../../support/openai-spec';

describe('the OpenAI Images adapter', () => {
  let fake: Fake;
  beforeAll(async () => {
    fake = await createOpenaiImagesFake();
  });
  afterAll(async () => {
    await fake.close();
    await closeAlone();
  });

  const alone = (apiKey = OPENAI_KEY, suffix = '') =>
    adapterAlone(openaiImagesDefinition, { baseUrl: `${fake.url}${suffix}`, apiKey });

  const submit = (scenario: string, changes = {}) =>
    alone().adapter.submit(
      submitRequest({
        modelId: 'gpt-image-1',
        parameters: imageParameters({ prompt: `A bag [[${scenario}]]`, ...changes }),
      })
    );

  it('sends what the specification describes and reads what it describes', async () => {
    const { adapter, answers } = alone();
    const answer = await adapter.submit(
      submitRequest({
        modelId: 'gpt-image-1',
        parameters: imageParameters({
          count: 3,
          extras: { background: 'opaque', output_format: 'webp', moderation: 'low' },
        }),
      })
    );
    const request = fake.requests.at(-1);
    expect(hasOperation('post', '/images/generations')).toBe(true);
    expect(openaiProblems('CreateImageRequest', request?.json)).toEqual([]);
    expect(openaiProblems('ImagesResponse', answers[0]?.json)).toEqual([]);
    expect(answer).toMatchObject({
      kind: 'finished',
      providerTaskId: expect.stringMatching(/^req_/) as string,
      effective: { size: '1024x1024' },
      cost: null,
      usage: { total_tokens: 828, 'input_tokens_details.text_tokens': 12 },
    });
    expect(answer).toHaveProperty(
      'results.2.url',
      expect.stringMatching(/^data:image\/webp;base64,/)
    );
  });

  it('is checked against a specification that finds faults', () => {
    expect(openaiProblems('CreateImageRequest', { n: 20, seed: 1 })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("'prompt'"),
        expect.stringContaining('/n must be <= 10'),
        'seed is not in CreateImageRequest',
      ])
    );
  });

  it('sends references as the multipart form that the specification describes', async () => {
    const { adapter } = alone();
    const answer = await adapter.submit(
      submitRequest({
        modelId: 'gpt-image-1.5',
        parameters: imageParameters({
          inputType: 'image_to_image',
          extras: { input_fidelity: 'high', moderation: 'low' },
        }),
        references: [
          pictureAt('subject', png('one')),
          pictureAt('style', png('two')),
          pictureAt('mask', png('mask')),
        ],
      })
    );
    expect(answer.kind).toBe('finished');
    const request = fake.requests.at(-1);
    expect(request?.path).toBe('/v1/images/edits');
    const names = [...(request?.rawBody.toString('latin1').matchAll(/name="([^"]+)"/g) ?? [])];
    expect(names.filter(([, name]) => name === 'image[]')).toHaveLength(2);
    const body = Object.fromEntries(
      [...(request?.form ?? [])].map(([name, value]) => [
        name.replace('[]', ''),
        typeof value === 'string' ? (name === 'n' ? Number(value) : value) : value.filename,
      ])
    );
    expect(openaiProblems('CreateImageEditRequest', body)).toEqual([]);
    expect(body).toMatchObject({ input_fidelity: 'high', mask: 'mask.png' });
    expect(body).not.toHaveProperty('moderation');
  });

  it('offers for gpt-image-2 only sizes that its guide allows', async () => {
    const model = openaiImagesDefinition.models.find(({ id }) => id === 'gpt-image-2');
    const sizes = Object.entries(model?.sizes ?? {}).flatMap(([ratio, each]) =>
      each.map((size) => ({ ratio, size }))
    );
    for (const { ratio, size } of sizes) {
      const answer = await alone().adapter.submit(
        submitRequest({
          modelId: 'gpt-image-2',
          parameters: imageParameters({ aspectRatio: ratio, size }),
        })
      );
      expect([size, answer.kind]).toEqual([size, 'finished']);
      const [width = 0, height = 0] = size.split('x').map(Number);
      const [across = 0, up = 0] = ratio.split(':').map(Number);
      expect(width * up).toBe(height * across);
    }
  });

  it.each([
    ['moderation', { class: 'moderation', providerCode: 'moderation_blocked', billed: 'no' }],
    ['moderation_output', { class: 'moderation', billed: 'unknown' }],
    ['credit', { class: 'credit', httpStatus: 429, retryable: false, billed: 'no' }],
    ['credit_limit', { class: 'credit', httpStatus: 400 }],
    ['rate', { class: 'queue', retryable: true, retryAfter: 20, billed: 'no' }],
    ['not_verified', { class: 'authentication', httpStatus: 403 }],
    ['invalid', { class: 'invalid_parameters', providerCode: 'invalid_value' }],
    ['no_results', { class: 'upstream', billed: 'unknown' }],
    ['submit:429', { class: 'queue', retryAfter: 1 }],
  ])('takes %s for a refusal', async (scenario, failure) => {
    expect(await submit(scenario)).toMatchObject({ kind: 'refused', failure });
  });

  it('takes a wrong key for a refusal', async () => {
    const answer = await alone('wrong').adapter.submit(
      submitRequest({ modelId: 'gpt-image-1', parameters: imageParameters() })
    );
    expect(answer).toMatchObject({ kind: 'refused', failure: { class: 'authentication' } });
  });

  it.each(['lost', 'hang', 'half', 'not_json', 'empty', '500', '503', 'html', 'redirect_private'])(
    'leaves open what became of a submit that ended with: %s',
    async (accident) => {
      await expect(submit(`submit:${accident}`)).rejects.toBeInstanceOf(Unanswered);
    }
  );

  it('refuses by itself what can only fail: a mask alone, a video', async () => {
    const before = fake.requests.length;
    const { adapter } = alone();
    const mask = { fileDocumentId: 'a', role: 'mask', rightsRecordId: 'b' } as const;
    const picture = { ...mask, role: 'subject' } as const;
    const problems = (references: ImageParameters['references']) =>
      adapter.checkExtras('gpt-image-1', imageParameters({ references }));
    expect(problems([mask])).toMatchObject([{ path: 'references' }]);
    expect(problems([mask, picture])).toEqual([]);
    const video = submitRequest({ modelId: 'gpt-image-1', parameters: videoParameters() });
    expect(await adapter.submit(video)).toMatchObject({ kind: 'refused' });
    expect(fake.requests).toHaveLength(before);
  });

  it('has nothing to ask later', async () => {
    const answer = await alone().adapter.poll(
      jobHandle({ providerTaskId: 'req_1', parameters: imageParameters() })
    );
    expect(answer).toMatchObject({ kind: 'failed', failure: { billed: 'unknown' } });
  });

  it('keeps the revised prompt, and fewer pictures than asked for', async () => {
    expect(await submit('revised')).toMatchObject({
      effective: { revisedPrompt: 'A bag [[revised]], in detail' },
    });
    const partial = await submit('partial', { count: 4 });
    expect(partial).toHaveProperty('results.length', 3);
  });

  it('says what it drops', () => {
    const { adapter } = alone();
    const parameters = imageParameters({ extras: { input_fidelity: 'high' } });
    expect(adapter.adjustmentsOf('gpt-image-1', parameters)).toMatchObject([
      { field: 'extras.input_fidelity' },
    ]);
    const mixed = imageParameters({
      references: [{ fileDocumentId: 'a', role: 'style', rightsRecordId: 'b' }],
    });
    expect(adapter.adjustmentsOf('gpt-image-1', mixed)).toMatchObject([{ field: 'references' }]);
    expect(adapter.adjustmentsOf('gpt-image-1', imageParameters())).toEqual([]);
  });

  it('names extras that the model does not have', () => {
    const { adapter } = alone();
    const problems = (modelId: string, extras: ImageParameters['extras']) =>
      adapter.checkExtras(modelId, imageParameters({ extras }));
    expect(problems('gpt-image-1', { style: 'vivid' })).toMatchObject([{ path: 'extras.style' }]);
    expect(problems('gpt-image-1', { constructor: 'x' })).toHaveLength(1);
    expect(problems('gpt-image-1', { background: 'blue' })).toHaveLength(1);
    expect(problems('gpt-image-1', { background: 'transparent' })).toEqual([]);
    expect(problems('gpt-image-2', { background: 'transparent' })).toMatchObject([
      { path: 'extras.background', message: 'must be one of auto, opaque' },
    ]);
  });

  it('tests the connection, with the version in the address or without', async () => {
    expect(await alone().adapter.testConnection()).toMatchObject({ isOk: true });
    expect(await alone(OPENAI_KEY, '/v1').adapter.testConnection()).toMatchObject({ isOk: true });
    expect(await alone('wrong').adapter.testConnection()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('apiKey') as string,
    });
    expect(await alone(OPENAI_KEY, '/elsewhere').adapter.testConnection()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('baseUrl') as string,
    });
  });
});
