import type { KnownDifference } from '../known-differences.ts';

/** For tests: how LocalStack's Secrets Manager answers other than AWS's. */
export const knownOfSecretsManager: readonly KnownDifference[] = [
  {
    of: ['secretsmanager:DeleteSecret'],
    kind: 'answer',
    at: '.ARN',
    request: /by force, of none/,
    aws: 'embedded',
    reason: 'LocalStack names no ARN of a secret that never was.',
  },
  {
    of: ['secretsmanager:ListSecretVersionIds'],
    kind: 'answer',
    at: '*',
    request: /^secretsmanager:ListSecretVersionIds MaxResults: 1$/,
    aws: 'embedded',
    reason: 'LocalStack does not cut this list.',
  },
  {
    of: ['secretsmanager:PutSecretValue'],
    kind: 'answer',
    at: '.VersionStages',
    request: /the same again/,
    aws: 'embedded',
    reason: 'LocalStack does not repeat the stages of a version that is there already.',
  },
  {
    of: ['secretsmanager:ListSecretVersionIds'],
    kind: 'stricter',
    at: 'result',
    request: /^secretsmanager:ListSecretVersionIds SecretId: "\{binned\}"$/,
    localstack: /^400 InvalidRequestException.*marked for deletion/,
    aws: 'embedded',
    reason:
      'AWS documents no such refusal of this operation: it tells the versions of a secret marked for deletion.',
  },
  {
    of: ['secretsmanager:UpdateSecretVersionStage'],
    kind: 'stricter',
    at: 'result',
    localstack: /^501 .* AWSPREVIOUS /,
    aws: 'not known',
    reason: 'LocalStack takes AWSPREVIOUS from its version if AWSCURRENT is moved to where it is.',
  },
];
