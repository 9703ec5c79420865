/** Millionths: what a picture of the sandbox's single model costs in tests; the others are free. */
export const PICTURE = 20_000;

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
