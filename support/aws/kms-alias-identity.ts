import { type IdentityRow, telling } from './identity-read.ts';

/** The alias that a name stands for. An alias has no id: it is what it points at. */
export const aliasIdentity: IdentityRow = telling('kms', 'DescribeKey', {
  input: (KeyId) => ({ KeyId }),
  identity: ({ KeyMetadata }) => KeyMetadata?.Arn,
  absence: 'NotFoundException',
});
