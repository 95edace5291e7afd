import type { KnownDifference } from '../known-differences.ts';

/** For tests: how LocalStack's Secrets Manager answers other than AWS's. */
export const knownOfSecretsManager: readonly KnownDifference[] = [
  {
    of: ['secretsmanager:DescribeSecret'],
    kind: 'answer',
    at: '.Description',
    aws: 'not known',
    reason: 'LocalStack takes an empty description for none.',
  },
  {
    of: ['secretsmanager:DescribeSecret'],
    kind: 'answer',
    at: '.KmsKeyId',
    request: /^secretsmanager:(Create|Update)Secret KmsKeyId: "alias.aws/,
    localstack: /absent/,
    aws: 'not known',
    reason: 'LocalStack does not keep the alias of the service’s own key.',
  },
  {
    of: ['secretsmanager:DescribeSecret'],
    kind: 'answer',
    at: '.Tags',
    localstack: /^\[\]$/,
    aws: 'not known',
    reason: 'LocalStack tells an empty list once all tags are gone.',
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
];
