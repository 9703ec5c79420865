import fc from 'fast-check';
import {
  changedSince,
  presetContentSchema,
  presetDifferences,
  presetFields,
} from '../../plugins/asset-provenance/shared';
import type { PresetContent } from '../../plugins/asset-provenance/shared';
import { CAMERA_MOTIONS, QUALITIES, STAGES } from '../../plugins/asset-provenance/shared';

const word = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
const optional = fc.option(word, { nil: null });
const extras = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(word, fc.integer(), fc.boolean()),
  { maxKeys: 3 }
);
const common = {
  prompt: fc.string({ maxLength: 20 }),
  negativePrompt: optional,
  aspectRatio: fc.constantFrom('1:1', '16:9', '3:4'),
  seed: fc.option(fc.nat(), { nil: null }),
  count: fc.integer({ min: 1, max: 100 }),
  extras,
};
const image = fc.record({
  kind: fc.constant('image' as const),
  inputType: fc.constantFrom('text_to_image' as const, 'image_to_image' as const),
  size: fc.constantFrom('640x360', '1024x1024'),
  quality: fc.option(fc.constantFrom(...QUALITIES), { nil: null }),
  ...common,
});
const video = fc.record({
  kind: fc.constant('video' as const),
  inputType: fc.constantFrom('text_to_video' as const, 'image_to_video' as const),
  resolution: fc.constantFrom('240p', '720p'),
  durationSeconds: fc.integer({ min: 1, max: 60 }),
  frameRate: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null }),
  cameraMotion: fc.option(fc.constantFrom(...CAMERA_MOTIONS), { nil: null }),
  audio: fc.boolean(),
  ...common,
});
const content: fc.Arbitrary<PresetContent> = fc
  .record({
    purpose: word,
    channel: word,
    specification: optional,
    stage: fc.constantFrom(...STAGES),
    brand: optional,
    series: optional,
    providerId: word,
    modelId: word,
    parameters: fc.oneof(image, video),
  })
  .map((given) => presetContentSchema.parse(given));

describe('differences between two versions of a preset', () => {
  it('of the same content there are none', () => {
    fc.assert(
      fc.property(content, (one) => {
        expect(presetDifferences(one, structuredClone(one))).toEqual([]);
      })
    );
  });

  it('name each field once, and only fields that differ', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const differences = presetDifferences(before, after);
        const fields = differences.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
        for (const one of differences) expect(one.before).not.toBe(one.after);
      })
    );
  });

  it('put onto the one give the other', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const fields = new Map(presetFields(before));
        for (const one of presetDifferences(before, after)) fields.set(one.field, one.after);
        const set = (map: Map<string, unknown>) =>
          Object.fromEntries([...map].filter(([, value]) => value !== null));
        expect(set(fields)).toEqual(set(presetFields(after)));
      })
    );
  });

  it('are the same both ways round', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const there = presetDifferences(one, other).map(({ field, before, after }) => [
          field,
          before,
          after,
        ]);
        const back = presetDifferences(other, one).map(({ field, before, after }) => [
          field,
          after,
          before,
        ]);
        expect(back.sort()).toEqual(there.sort());
      })
    );
  });
});

describe('what a launch changed of its preset', () => {
  it('a prompt that goes on from the beginning is no change', () => {
    fc.assert(
      fc.property(content, fc.string(), (preset, more) => {
        const launched: PresetContent = {
          ...preset,
          parameters: { ...preset.parameters, prompt: preset.parameters.prompt + more },
        };
        expect(changedSince(preset, launched)).toEqual([]);
      })
    );
  });

  it('a prompt that begins otherwise is one', () => {
    fc.assert(
      fc.property(content, (preset) => {
        const { prompt } = preset.parameters;
        const launched: PresetContent = {
          ...preset,
          parameters: { ...preset.parameters, prompt: `Not ${prompt}` },
        };
        const isBeginning = `Not ${prompt}`.startsWith(prompt);
        expect(changedSince(preset, launched)).toEqual(isBeginning ? [] : ['parameters.prompt']);
      })
    );
  });
});
