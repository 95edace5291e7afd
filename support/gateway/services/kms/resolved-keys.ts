import type { KeyMetadata } from '@aws-sdk/client-kms';
import { parseArn } from '../../../aws/arn.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { arnInRegion } from '../../../aws/multi-region-keys.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { nameOf } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import { type KeyScope, resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { acceptsAliases, ciphertextKeyMember, keyMembers } from './key-members.ts';

/** A key that a call is about. */
export interface NamedKey {
  readonly arn: string;
  /** The alias by which the request names it. */
  readonly alias?: string | undefined;
  /** As DescribeKey shows it; undefined for a key of another account that does not exist. */
  readonly metadata?: KeyMetadata | undefined;
}

/** A call's input with its keys by their ARNs, and the keys by the members that name them. */
export interface ResolvedKeys {
  readonly input: Input<'kms', Operation<'kms'>>;
  readonly keys: ReadonlyMap<string | undefined, NamedKey>;
}

/**
 * Resolves every key reference of an input. If Decrypt and ReEncrypt name no key, their ciphertext does. Throws
 * NotFoundException, InvalidCiphertextException, ServiceUnavailable if the store does not tell, and
 * AccessDeniedException for a ciphertext of another Region.
 */
export async function resolvedKeys(call: CallFacts<'kms'>): Promise<ResolvedKeys> {
  const keys = new Map<string, NamedKey>();
  for (const member of keyMembers[call.operation] ?? []) {
    const reference: unknown = Reflect.get(call.input, member);
    if (typeof reference !== 'string') continue;
    refuseAlias(call.operation, reference);
    keys.set(member, await keyNamed(call, reference));
  }
  const member = ciphertextKeyMember[call.operation];
  if (member !== undefined && !keys.has(member))
    keys.set(member, await keyNamed(call, await keyOfCiphertext(call)));
  const arns = Object.fromEntries(Array.from(keys, ([name, { arn }]) => [name, arn]));
  return { input: { ...call.input, ...arns }, keys };
}

async function keyNamed({ store, account, region }: CallFacts<'kms'>, reference: string): Promise<NamedKey> {
  const key = await resolveKeyReference(store, reference, { account, region });
  if (key.kind === 'missing') throw key.error;
  return key;
}

function refuseAlias(operation: Operation<'kms'>, reference: string): void {
  const isAlias = (parseArn(reference)?.resource ?? reference).startsWith('alias/');
  if (!isAlias || acceptsAliases(operation)) return;
  if (operation === 'CreateAlias' || operation === 'UpdateAlias')
    throw kmsError('ValidationException', 'Aliases must refer to keys. Not aliases');
  throw kmsError('NotFoundException', `Invalid keyId '${reference}'`);
}

/** False for a multi-Region key without a replica in the Region: no other reference of a ciphertext names no key. */
async function isKnown(store: Store, arn: string, scope: KeyScope): Promise<boolean> {
  return (await resolveKeyReference(store, arn, scope)).kind !== 'missing';
}

async function keyOfCiphertext({ store, operation, input, account, region, facts }: CallFacts<'kms'>) {
  const blob: unknown = Reflect.get(input, 'CiphertextBlob');
  const arn = blob instanceof Uint8Array ? await store.keyOfCiphertext(blob) : undefined;
  if (arn === undefined) throw kmsError('InvalidCiphertextException');
  const here = arnInRegion(arn, region);
  if (parseArn(here)?.region === region && (await isKnown(store, here, { account, region }))) return here;
  const action = operation === 'Decrypt' ? 'kms:Decrypt' : 'kms:ReEncryptFrom';
  throw kmsError(
    'AccessDeniedException',
    `User: ${nameOf(facts.principal)} is not authorized to perform: ${action} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}
