import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vocabulary from '../../plugins/asset-provenance/shared/vocabulary';
import { failureGuide } from '../../plugins/asset-provenance/shared';
import {
  jobTransitions,
  outputTransitions,
} from '../../plugins/asset-provenance/server/src/generation/transitions';

const isTerms = (value: unknown): value is Record<string, vocabulary.Term> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTerm = (value: unknown): value is vocabulary.Term => isTerms(value) && 'zh' in value;

describe('the vocabulary', () => {
  it('has every term in English and in Chinese', () => {
    for (const [name, value] of Object.entries(vocabulary)) {
      const terms = isTerm(value) ? { [name]: value } : value;
      if (!isTerms(terms)) continue;
      for (const [key, term] of Object.entries(terms)) {
        expect({ name, key, en: term.en.length > 0, zh: /\p{Script=Han}/u.test(term.zh) }).toEqual({
          name,
          key,
          en: true,
          zh: true,
        });
      }
    }
  });

  it('stands in the documentation, term by term', () => {
    const page = path.join(__dirname, '../../docs/vocabulary.md');
    const lines = readFileSync(page, 'utf8').split('\n');
    const families = Object.entries(vocabulary).filter(
      ([, value]) => isTerms(value) && !isTerm(value)
    );
    const missing = families.flatMap(([name, family]) =>
      Object.entries(family as Record<string, vocabulary.Term>)
        .filter(([key, { en, zh }]) => {
          const words = [`\`${key}\``, en, zh];
          return !lines.some((line) => words.every((word) => line.includes(word)));
        })
        .map(([key]) => `${name}.${key}`)
    );
    expect(families.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  it('is what the state machine, and only the state machine, moves through', () => {
    expect(Object.keys(jobTransitions).sort()).toEqual([...vocabulary.JOB_STATES].sort());
    expect(Object.keys(outputTransitions).sort()).toEqual([...vocabulary.OUTPUT_STATES].sort());
    for (const next of Object.values(jobTransitions).flat())
      expect(vocabulary.JOB_STATES).toContain(next);
    for (const next of Object.values(outputTransitions).flat())
      expect(vocabulary.OUTPUT_STATES).toContain(next);
  });

  it('gives every failure class a group, a sentence and a next step', () => {
    expect(Object.keys(failureGuide).sort()).toEqual([...vocabulary.FAILURE_CLASSES].sort());
    for (const { group } of Object.values(failureGuide))
      expect(vocabulary.FAILURE_GROUPS).toContain(group);
  });
});
