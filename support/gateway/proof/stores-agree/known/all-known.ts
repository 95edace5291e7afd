import type { KnownDifference } from '../known-differences.ts';

/** For tests: every difference that is known. */
export const knownDifferences: readonly KnownDifference[] = [];
