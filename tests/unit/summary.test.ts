import fc from 'fast-check';
import { parametersSchema } from '../../plugins/asset-provenance/shared';
import { parameterSummary } from '../../plugins/asset-provenance/server/src/generation/summary';
import { saysWhatIsShown } from '../../plugins/asset-provenance/server/src/generation/preflight';

const image = (prompt: string, negativePrompt: string) =>
  parametersSchema.parse({
    kind: 'image',
    inputType: 'text_to_image',
    prompt,
    negativePrompt,
    aspectRatio: '1:1',
    size: '512x512',
    quality: 'low',
    count: 2,
    seed: 7,
  });

describe('the public parameter summary', () => {
  it('never holds the prompt', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (prompt, negativePrompt) => {
        const summary = parameterSummary({
          modelName: 'Sandbox image',
          stage: 'draft',
          parameters: image(prompt, negativePrompt),
        });
        expect(summary).not.toContain(prompt);
        expect(summary).not.toContain(negativePrompt);
        expect(summary).toContain('seed 7');
      })
    );
  });
});

describe('the warning about prompts of style words only', () => {
  it.each([
    ['cinematic, 8k, ultra detailed, soft light', false],
    ['高清，电影感，氛围', false],
    ['a canvas bag, cinematic', true],
    ['帆布包放在木桌上，电影感', true],
  ])('%s → %s', (prompt, expected) => {
    expect(saysWhatIsShown(prompt)).toBe(expected);
  });
});
