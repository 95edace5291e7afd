import type { KnownDifference } from '../known-differences.ts';
import { knownOfIam } from './iam.ts';
import { knownOfKms } from './kms.ts';
import { knownOfS3 } from './s3.ts';
import { knownOfSecretsManager } from './secretsmanager.ts';

/** For tests: every difference that is known. */
export const knownDifferences: readonly KnownDifference[] = [
  ...knownOfS3,
  ...knownOfKms,
  ...knownOfIam,
  ...knownOfSecretsManager,
];
