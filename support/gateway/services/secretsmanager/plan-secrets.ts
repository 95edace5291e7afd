import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { noSuchSecret } from '../../../aws/secrets-error.ts';
import type { Conditions } from '../../../stores/store.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { type KnownSecret, knownSecret } from './known-secret.ts';
import { notUsable } from './not-usable.ts';
import { secretsKmsChecks, versionToRead } from './secrets-kms-checks.ts';
import { secretsSurfaces } from './secrets-surfaces.ts';

type SecretsInput = Input<'secretsmanager', Operation<'secretsmanager'>>;

/**
 * The checks of a Secrets Manager call: its own permissions first, then, as the requester, the KMS calls that Secrets
 * Manager makes. An existing secret is named by its ARN from here on, so that decision and store cannot read a name
 * differently.
 */
export async function planSecrets(
  call: CallFacts<'secretsmanager'>,
  rule: PermissionRule<'secretsmanager', Operation<'secretsmanager'>>,
): Promise<Plan<SecretsInput>> {
  const { account, region } = call;
  const reference: unknown = Reflect.get(call.input, 'SecretId');
  const secret =
    typeof reference === 'string' ? await knownSecret(call.store, reference, { account, region }) : undefined;
  const named: SecretsInput = secret === undefined ? call.input : { ...call.input, SecretId: secret.arn };
  const checks: Check[] = rule(named, { region, account }).map((required) =>
    secretsCheck(call, required, secret),
  );
  // A forced deletion succeeds also if the secret does not exist.
  // Undocumented: how AWS refuses one of something else. It finds no secret, as for other operations.
  const isNamed = call.operation === 'DeleteSecret' && secret?.isNoSecret !== true;
  if (secret !== undefined && secret.found === undefined && !isNamed)
    checks.push({ kind: 'error', error: noSuchSecret() });
  const about = secret ?? toBe(call);
  const read = await versionToRead(call, about);
  checks.push(...notUsable(call, about, read), ...(await secretsKmsChecks(call, about, read)));
  const conditions = secret && onSecret(secret, region);
  if (secret?.found === undefined) return { checks, input: call.input, conditions };
  return { checks, input: read === undefined ? named : readingVersion(named, read.id), conditions };
}

/** The secret that a call is decided on. */
function onSecret({ reference: name, account, arn, found }: KnownSecret, region: string): Conditions {
  const identity = found === undefined ? 'nothing' : arn;
  return { resources: [{ kind: 'secret', name, account, region, identity }] };
}

/** Names the version that was decided on, so that a label moved in the meantime changes nothing. */
function readingVersion(input: SecretsInput, versionId: string): SecretsInput {
  if (Reflect.get(input, 'VersionId') !== undefined) return input;
  return { ...input, VersionId: versionId, VersionStage: undefined };
}

/** The secret that CreateSecret is to make. */
function toBe({ input, account, region }: CallFacts<'secretsmanager'>): KnownSecret {
  const reference = String(Reflect.get(input, 'Name'));
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${reference}-??????`;
  return { reference, arn, account };
}

function secretsCheck(
  call: CallFacts<'secretsmanager'>,
  { action, resource, context }: RequiredPermission,
  secret: KnownSecret | undefined,
): Check {
  const resourceAccount = secret?.account ?? call.account;
  const supplied = suppliedValues(context, {
    'aws:ResourceAccount': resourceAccount,
    // Undocumented: its value for a name, or for a partial ARN.
    'secretsmanager:SecretId': secret && (secret.reference === secret.arn ? secret.arn : UNKNOWABLE),
    'secretsmanager:SecretPrimaryRegion': secret?.found && call.region,
  });
  const permission = { action, resource, resourceAccount, context: new CallContext(call.facts, supplied) };
  const name: unknown = Reflect.get(call.input, 'Name');
  const said = secret?.reference ?? (typeof name === 'string' ? name : undefined);
  return { kind: 'permission', permission, surface: secretsSurfaces.secretsmanager, said };
}
