import { fileURLToPath } from 'node:url';

const base = {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  // Not in the folder for temporary files: a run has one of its own.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false } } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/plugins/[^/]+/dist/', '<rootDir>/.tmp/'],
  watchPathIgnorePatterns: ['<rootDir>/.tmp/', '<rootDir>/public/'],
};

const project = (displayName, more = {}) => ({
  ...base,
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
  ...more,
});

const withPrepared = {
  globalSetup: '<rootDir>/tests/support/prepared-setup.ts',
  globalTeardown: '<rootDir>/tests/support/prepared-teardown.ts',
};

const withServer = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};

/** One file at a time unless told otherwise (`scripts/test.mjs`): each more has a server of its own. */
export default {
  maxWorkers: 1,
  testSequencer: fileURLToPath(new URL('tests/support/longest-first.cjs', import.meta.url)),
  // Each waits for a real server, on machines that are slow at times; the default is 5 s.
  testTimeout: 60_000,
  projects: [
    project('unit'),
    project('api', withServer),
    project('providers', withPrepared),
    project('faults', withPrepared),
    project('e2e', withServer),
    project('pack'),
  ],
};
