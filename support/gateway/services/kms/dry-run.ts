import { kmsError } from '../../../aws/kms-error.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

type Call = CallFacts<'kms'>;

/** Operations that change nothing: a dry run performs them and does not show the answer. */
const WITHOUT_TRACE: ReadonlySet<string> = new Set<Operation<'kms'>>([
  'Decrypt',
  'DeriveSharedSecret',
  'Encrypt',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/**
 * Ends a dry run with the error of the operation, or with DryRunOperationException if it would succeed. No
 * dry run reaches a store. Throws AwsError.
 *
 * Source: AWS KMS developer guide, "Testing your AWS KMS API calls".
 */
export async function endDryRun(call: Call): Promise<void> {
  const { operation } = call;
  const input: object = call.input;
  const { DryRun, DryRunModifiers = [], ...real }: Options = input;
  if (DryRun !== true) return;
  if (DryRunModifiers.length === 0) {
    if (operation === 'ReEncrypt') await reEncrypt(call, input as Input<'kms', 'ReEncrypt'>);
    else if (WITHOUT_TRACE.has(operation)) await tried(call, operation, real);
  }
  throw kmsError(
    'DryRunOperationException',
    'The request would have succeeded, but the DryRun option is set.',
  );
}

interface Options {
  readonly DryRun?: boolean;
  readonly DryRunModifiers?: readonly string[];
}

async function tried<O extends Operation<'kms'>>(
  { store, account, region }: Call,
  operation: O,
  input: Input<'kms', O>,
) {
  return store.read({ service: 'kms', operation, input, account, region });
}

/** Each half with its own key, which may be of another account. */
async function reEncrypt(call: Call, input: Input<'kms', 'ReEncrypt'>): Promise<void> {
  const { Plaintext } = await tried(call, 'Decrypt', {
    KeyId: input.SourceKeyId,
    CiphertextBlob: input.CiphertextBlob,
    EncryptionContext: input.SourceEncryptionContext,
    EncryptionAlgorithm: input.SourceEncryptionAlgorithm,
  });
  await tried(call, 'Encrypt', {
    KeyId: input.DestinationKeyId,
    Plaintext,
    EncryptionContext: input.DestinationEncryptionContext,
    EncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
  });
}
