import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import { resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { aliasTarget } from './alias-target.ts';
import { grantMatter } from './grant-terms.ts';
import { checkGrantTokens, withoutGrantToken } from './grant-tokens.ts';
import { acceptsAliases, ciphertextKeyMember, keyMembers, memberOfKey } from './key-members.ts';
import { kmsSurfaces } from './kms-surfaces.ts';

type KmsInput = Input<'kms', Operation<'kms'>>;

/**
 * The checks of a direct KMS call. Every key reference in the input is replaced by the ARN of the key it stands for,
 * so that decision and store cannot read it differently; what names nothing is refused with KMS's NotFoundException.
 */
export async function planKms(
  received: CallFacts<'kms'>,
  rule: PermissionRule<'kms', Operation<'kms'>>,
): Promise<Plan<KmsInput>> {
  const call = received.operation === 'RetireGrant' ? await retiredByToken(received) : received;
  const { input, aliases, keyArns } = await resolveKeys(call);
  await checkGrantTokens(call.store, input, keyArns);
  const scope = {
    region: call.region,
    account: call.account,
    aliasTarget: await aliasTarget(call.store, call.input, { account: call.account, region: call.region }),
  };
  const checks: Check[] = rule(input, scope).map((required) => ({
    kind: 'permission',
    permission: {
      ...kmsPermission(call, required, aliases.get(memberOfKey(call.operation, required.action))),
      ...grantMatter(call.operation, input, required.action),
    },
    surface: kmsSurfaces.kms,
  }));
  return { checks, input };
}

async function retiredByToken(call: CallFacts<'kms'>): Promise<CallFacts<'kms'>> {
  return { ...call, input: await withoutGrantToken(call.store, call.input) };
}

interface ResolvedKeys {
  readonly input: KmsInput;
  /** Members that name their key by an alias, with the alias. */
  readonly aliases: ReadonlyMap<string | undefined, string>;
  readonly keyArns: ReadonlySet<string>;
}

async function resolveKeys(call: CallFacts<'kms'>): Promise<ResolvedKeys> {
  const resolved: Record<string, string> = {};
  const aliases = new Map<string, string>();
  for (const member of keyMembers[call.operation] ?? []) {
    const reference: unknown = Reflect.get(call.input, member);
    if (typeof reference !== 'string') continue;
    refuseAlias(call.operation, reference);
    const key = await resolveKeyReference(call.store, reference, {
      account: call.account,
      region: call.region,
    });
    if (key.kind === 'missing') throw key.error;
    resolved[member] = key.arn;
    if (key.kind === 'key' && key.alias !== undefined) aliases.set(member, key.alias);
  }
  const member = ciphertextKeyMember[call.operation];
  if (member !== undefined && resolved[member] === undefined) resolved[member] = await keyOfCiphertext(call);
  return { input: { ...call.input, ...resolved }, aliases, keyArns: new Set(Object.values(resolved)) };
}

function refuseAlias(operation: Operation<'kms'>, reference: string): void {
  const isAlias = (parseArn(reference)?.resource ?? reference).startsWith('alias/');
  if (isAlias && !acceptsAliases(operation)) {
    if (operation === 'CreateAlias' || operation === 'UpdateAlias') {
      throw new AwsError('ValidationException', 400, 'Aliases must refer to keys. Not aliases');
    }
    throw new AwsError('NotFoundException', 400, `Invalid keyId '${reference}'`);
  }
}

/** In bytes. Source: AWS KMS API reference, Decrypt. */
const LONGEST_CIPHERTEXT = 6144;

async function keyOfCiphertext(call: CallFacts<'kms'>): Promise<string> {
  const blob: unknown = Reflect.get(call.input, 'CiphertextBlob');
  const length = blob instanceof Uint8Array ? blob.length : 1;
  if (length === 0 || length > LONGEST_CIPHERTEXT) {
    const bound = length === 0 ? 'greater than or equal to 1' : `less than or equal to ${LONGEST_CIPHERTEXT}`;
    throw new AwsError(
      'ValidationException',
      400,
      `1 validation error detected: Value at 'ciphertextBlob' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  const arn = blob instanceof Uint8Array ? await call.store.keyOfCiphertext(blob) : undefined;
  if (arn === undefined) throw new AwsError('InvalidCiphertextException', 400, '');
  return arn;
}

function kmsPermission(
  call: CallFacts<'kms'>,
  required: RequiredPermission,
  requestAlias: string | undefined,
): Permission {
  const resourceAccount = parseArn(required.resource)?.account || call.account;
  const supplied = suppliedValues(
    {
      'kms:CallerAccount': call.account,
      'kms:RequestAlias': requestAlias,
      'aws:ResourceAccount': resourceAccount,
    },
    required.context,
  );
  const context = new CallContext(call.facts, supplied);
  return { action: required.action, resource: required.resource, resourceAccount, context };
}
