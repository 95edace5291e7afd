import type { Permission, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { parseArn } from '../../aws/arn.ts';
import { CallContext, suppliedValues } from '../context/request-context.ts';
import type { RequestFacts } from '../context/request-facts.ts';

/** A call that a service makes to KMS with the requester's identity. */
export interface DerivedKmsCall {
  readonly action: string;
  readonly keyArn: string;
  /** The alias by which the requester named the key, if any. */
  readonly alias: string | undefined;
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/**
 * The permission that such a call needs. `through`: the condition keys of all calls of the service. The decision log keeps it, so it
 * must refer to no input.
 */
export function derivedKmsPermission(
  { facts, account }: { readonly facts: RequestFacts; readonly account: string },
  { action, keyArn, alias, encryptionContext }: DerivedKmsCall,
  through: () => Readonly<Record<string, string | typeof UNKNOWABLE>>,
): Permission {
  const resourceAccount = parseArn(keyArn)?.account ?? '';
  const supplied = () => {
    const pairs: Record<string, string | undefined> = {};
    for (const name in encryptionContext) pairs[`kms:EncryptionContext:${name}`] = encryptionContext[name];
    return suppliedValues(pairs, through(), {
      'kms:CallerAccount': account,
      'kms:EncryptionContextKeys': Object.keys(encryptionContext),
      'kms:RequestAlias': alias,
      'aws:ResourceAccount': resourceAccount,
    });
  };
  const context = new CallContext(facts, supplied);
  return { action, resource: keyArn, resourceAccount, context, encryptionContext };
}
