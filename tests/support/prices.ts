/** Millionths: what a picture of the sandbox's single model costs in tests; the others are free. */
export const PICTURE = 20_000;

/** `COST_MODELS` of the servers of tests: drafts of this model may be as large as a sketch, to be adopted. */
export const testBoundaries = {
  'sandbox/sandbox-image-single': { draft: { longestSide: 1024 } },
};

/** `PROVIDER_PRICES` of the servers of tests. */
export const testPrices = {
  sandbox: {
    'sandbox-image-single': {
      amount: '0.02',
      currency: 'USD',
      unit: 'output',
      source: 'Price list of the tests, 2026-11-01',
    },
  },
};
