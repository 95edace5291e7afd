import { KMSClient } from '@aws-sdk/client-kms';
import { AwsError } from '../../../../aws/aws-error.ts';
import { type Ask, type EndpointService, type Made, nameIn } from '../endpoint-service.ts';
import { undoableKmsWrite } from './undoable-kms-writes.ts';

/** AWS KMS at an endpoint. */
export const kmsAtEndpoint: EndpointService = {
  client: (settings) => new KMSClient(settings),
  named: { members: ['KeyId'], arn: /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(?:key|alias)\// },
  made: {
    CreateAlias: ({ input, account }, _output, ask) => {
      const AliasName = nameIn(input, 'AliasName');
      return [`alias ${account} ${AliasName}`, () => ask('kms', 'DeleteAlias', { AliasName })];
    },
    CreateKey: (_, output, ask) => madeKey(ask, Reflect.get(output, 'KeyMetadata')),
    ReplicateKey: (_, output, ask) => madeKey(ask, Reflect.get(output, 'ReplicaKeyMetadata')),
  },
  gone: ({ operation, input, account }) =>
    operation === 'DeleteAlias' ? `alias ${account} ${nameIn(input, 'AliasName')}` : undefined,
  undoable: undoableKmsWrite,
  undoData: () => 'nothing to undo',
};

function madeKey(ask: Ask, metadata: unknown): Made {
  const KeyId = nameIn(Object(metadata), 'Arn');
  return [`key ${KeyId}`, () => removeKey(ask, KeyId)];
}

async function removeKey(ask: Ask, KeyId: string): Promise<void> {
  try {
    await ask('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  } catch (error) {
    // The key is scheduled for deletion already.
    if (!(error instanceof AwsError) || error.code !== 'KMSInvalidStateException') throw error;
  }
}
