import { repeatsPrompt } from '../../plugins/asset-provenance/server/src/review/alternative-text';

describe('alternative text', () => {
  const prompt = 'A red canvas bag on a wooden table, soft light';

  it.each([
    [prompt],
    ['a RED canvas   bag on a wooden\ntable, soft light'],
    [`Picture: ${prompt}.`],
    ['Ａ red canvas bag on a wooden table, soft light'],
  ])('is not the prompt: %s', (text) => {
    expect(repeatsPrompt(text, prompt)).toBe(true);
  });

  it('may speak of the same things', () => {
    expect(repeatsPrompt('A red bag stands on a table.', prompt)).toBe(false);
  });

  it('may hold a prompt of one word, and may not be it', () => {
    expect(repeatsPrompt('一只红色帆布包放在桌上', '帆布包')).toBe(false);
    expect(repeatsPrompt(' 帆 布 包 ', '帆布包')).toBe(true);
  });

  it('has nothing to repeat where there is no prompt', () => {
    expect(repeatsPrompt('A bag', '  ')).toBe(false);
  });
});
