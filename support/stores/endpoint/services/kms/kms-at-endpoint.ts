import { KMSClient } from '@aws-sdk/client-kms';
import { AwsError } from '../../../../aws/aws-error.ts';
import { type Ask, type EndpointService, nameIn } from '../endpoint-service.ts';
import { undoableKmsWrite } from './undoable-kms-writes.ts';

/** AWS KMS at an endpoint. */
export const kmsAtEndpoint: EndpointService = {
  client: (settings) => new KMSClient(settings),
  named: { members: ['KeyId'], arn: /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(?:key|alias)\// },
  made: ({ operation, input, account }, output, ask) => {
    if (operation === 'CreateAlias') {
      const AliasName = nameIn(input, 'AliasName');
      return [`alias ${account} ${AliasName}`, () => ask('kms', 'DeleteAlias', { AliasName })];
    }
    if (operation !== 'CreateKey' && operation !== 'ReplicateKey') return undefined;
    const member = operation === 'CreateKey' ? 'KeyMetadata' : 'ReplicaKeyMetadata';
    const KeyId = nameIn(Object(Reflect.get(output, member)), 'Arn');
    return [`key ${KeyId}`, () => removeKey(ask, KeyId)];
  },
  gone: ({ operation, input, account }) =>
    operation === 'DeleteAlias' ? `alias ${account} ${nameIn(input, 'AliasName')}` : undefined,
  undoable: undoableKmsWrite,
  undoData: () => 'nothing to undo',
};

async function removeKey(ask: Ask, KeyId: string): Promise<void> {
  try {
    await ask('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  } catch (error) {
    // The key is scheduled for deletion already.
    if (!(error instanceof AwsError) || error.code !== 'KMSInvalidStateException') throw error;
  }
}
