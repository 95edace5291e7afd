import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { areRelated } from '../../../aws/multi-region-keys.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { textMember } from '../../plan/text-member.ts';
import { ciphertextKeyMember } from './key-members.ts';
import { requireFit, usedKey } from './key-requirements.ts';
import type { ResolvedKeys } from './resolved-keys.ts';

/** KMS's refusals of an allowed call for its keys: checks that follow the permissions. */
export async function keyRefusals(
  call: CallFacts<'kms'>,
  keys: ResolvedKeys['keys'],
): Promise<readonly Check[]> {
  const refusals: Check[] = [];
  if (await namesOtherThanCiphertext(call, keys)) refusals.push({ kind: 'error', error: incorrectKey() });
  for (const [member, { arn, metadata }] of keys) {
    const refusal = refusalOf(() => {
      if (member === 'TargetKeyId' || call.operation === 'ListAliases') requireOwn(call, arn);
      if (metadata !== undefined) requireFit(call.operation, call.input, usedKey(metadata), member);
    });
    if (refusal !== undefined) refusals.push({ kind: 'error', error: refusal });
  }
  return refusals;
}

/**
 * True if the key that a request names is not the key of its symmetric ciphertext: a request may only confirm that key.
 *
 * Source: AWS KMS API reference, Decrypt, KeyId.
 */
async function namesOtherThanCiphertext(
  { store, operation, input }: CallFacts<'kms'>,
  keys: ResolvedKeys['keys'],
): Promise<boolean> {
  const named = keys.get(ciphertextKeyMember[operation]);
  const blob: unknown = Reflect.get(input, 'CiphertextBlob');
  if (named === undefined || !(blob instanceof Uint8Array) || ciphertextKeyMember[operation] === undefined)
    return false;
  const side = operation === 'ReEncrypt' ? 'Source' : '';
  if ((textMember(input, `${side}EncryptionAlgorithm`) ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT')
    return false;
  const arn = await store.keyOfCiphertext(blob);
  return arn !== undefined && !areRelated(arn, named.arn);
}

function incorrectKey(): AwsError {
  return kmsError(
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  );
}

/**
 * An alias and its key belong to one account, and aliases are listed for the account's own keys only.
 *
 * Source: AWS KMS API reference, CreateAlias, UpdateAlias and ListAliases. Undocumented: AWS does not state this error's text.
 */
function requireOwn({ account }: CallFacts<'kms'>, arn: string): void {
  if (parseArn(arn)?.account !== account) throw kmsError('NotFoundException', `Key '${arn}' does not exist`);
}

function refusalOf(check: () => void): AwsError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
