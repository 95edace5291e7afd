import type { Config } from 'jest';

/** Five minutes end a test that hangs, also on a busy machine: no test measures time by its own limit. */
const TIME_LIMIT = 300_000;

/** A suite that needs Docker, an AWS client or an installed package says so by the end of its name. */
const INTEGRATION = '\\.integration\\.test\\.ts$';

/** Tests run as native ES modules, as the product does; swc only strips the types. */
const everySuite: Config = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{support,steps,scenarios}/**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};

/** Each suite is in one of two projects: a suite that no project ran would be lost without a word. */
const config: Config = {
  testTimeout: TIME_LIMIT,
  // Every core: nothing else runs beside the tests. An option --maxWorkers wins; two of them would start a hundred.
  maxWorkers: '100%',
  projects: [
    { ...everySuite, displayName: 'unit', testPathIgnorePatterns: ['/node_modules/', INTEGRATION] },
    {
      ...everySuite,
      displayName: 'integration',
      testMatch: ['<rootDir>/{support,steps,scenarios}/**/*.integration.test.ts'],
    },
  ],
};

export default config;
