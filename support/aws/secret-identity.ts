import { type IdentityRow, telling } from './identity-read.ts';

/** The secret that a name or ARN stands for. A secret's whole ARN ends in random characters. */
export const secretIdentity: IdentityRow = telling('secretsmanager', 'DescribeSecret', {
  input: (SecretId) => ({ SecretId }),
  identity: ({ ARN }) => ARN,
  absence: 'ResourceNotFoundException',
});
