import type { Input, Output } from '../../../../aws/operations.ts';
import type { Request } from '../../services/request.ts';
import { placeOf } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/**
 * ReEncrypt as a Decrypt and an Encrypt. Its keys may be of two accounts, and an endpoint looks for both in
 * one.
 *
 * Source: AWS KMS API reference, ReEncrypt.
 */
export async function reEncrypt(upstream: Upstream, request: Request): Promise<Output<'kms', 'ReEncrypt'>> {
  // Only ReEncrypt comes here.
  const input = request.input as Input<'kms', 'ReEncrypt'>;
  const decrypting = {
    KeyId: input.SourceKeyId,
    CiphertextBlob: input.CiphertextBlob,
    EncryptionContext: input.SourceEncryptionContext,
    EncryptionAlgorithm: input.SourceEncryptionAlgorithm,
  };
  const from = {
    service: 'kms',
    operation: 'Decrypt',
    input: decrypting,
    ...placeOf('kms', decrypting, request),
  } as const;
  const opened = await upstream.perform(from);
  const encrypting = {
    KeyId: input.DestinationKeyId,
    Plaintext: opened.Plaintext,
    EncryptionContext: input.DestinationEncryptionContext,
    EncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
  };
  const to = {
    service: 'kms',
    operation: 'Encrypt',
    input: encrypting,
    ...placeOf('kms', encrypting, request),
  } as const;
  const sealed = await upstream.perform(to);
  return {
    CiphertextBlob: sealed.CiphertextBlob,
    SourceKeyId: opened.KeyId,
    KeyId: sealed.KeyId,
    SourceEncryptionAlgorithm: opened.EncryptionAlgorithm,
    DestinationEncryptionAlgorithm: sealed.EncryptionAlgorithm,
  };
}
