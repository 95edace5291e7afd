import { type IdentityRow, telling } from './identity-read.ts';

/** The table that a name stands for. */
export const tableIdentity: IdentityRow = telling('dynamodb', 'DescribeTable', {
  input: (TableName) => ({ TableName }),
  // Some emulators give no id.
  identity: ({ Table }) => Table?.TableId ?? Table?.CreationDateTime?.toISOString(),
  absence: 'ResourceNotFoundException',
});
