import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeyScope } from '../../kms-use/resolve-key-reference.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

/** An alias, and the key that it points at now. */
export interface PointingAlias {
  readonly name: string;
  /** Undefined if the alias does not exist. */
  readonly target: string | undefined;
}

/**
 * Looks up the key that the input's AliasName points at now, for operations whose subject is an alias.
 * UpdateAlias and DeleteAlias need a permission on that key too (KMS developer guide, "Controlling access to
 * aliases").
 */
export async function aliasTarget(
  store: Store,
  input: object,
  scope: KeyScope,
): Promise<PointingAlias | undefined> {
  const name: unknown = Reflect.get(input, 'AliasName');
  if (typeof name !== 'string' || name.startsWith('alias/aws/')) return undefined;
  return { name, target: await currentTarget(store, name, scope) };
}

/** Undefined if the alias does not exist. Throws ServiceUnavailable if the store does not tell. */
async function currentTarget(store: Store, name: string, scope: KeyScope): Promise<string | undefined> {
  const lookup = { service: 'kms', operation: 'DescribeKey', input: { KeyId: name }, ...scope } as const;
  const described = await orAbsence(() => store.read(lookup), 'NotFoundException');
  if (described instanceof AwsError) return undefined;
  if (!described.KeyMetadata?.Arn) throw new TypeError(`DescribeKey of ${name} gave no ARN`);
  return described.KeyMetadata.Arn;
}
