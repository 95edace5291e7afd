import type { Config } from 'jest';

/** Two minutes end a test that hangs, also on a busy machine: no test measures time by its own limit. */
const TIME_LIMIT = 120_000;

/** Units run as native ES modules, as the product does; swc only strips the types. */
const config: Config = {
  testEnvironment: 'node',
  testTimeout: TIME_LIMIT,
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{support,steps,scenarios}/**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};

export default config;
