import type { Permission } from '../../authorization/permission.ts';
import type { PoliciesInForce } from '../../authorization/policies-in-force.ts';
import { parseArn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { Principal } from '../../aws/principal.ts';
import type { Store } from '../../stores/store.ts';
import { iamReader, unlessAbsent } from '../services/iam/iam-reader.ts';
import { lookUpKey } from '../services/kms/key-lookups.ts';
import { lookUpSecret } from '../services/secretsmanager/secret-lookups.ts';
import { mentionedKeys } from './mentioned-keys.ts';
import type { CallContext } from './request-context.ts';

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * Looks up, before a decision, the values of those condition keys that only the store knows and that some policy in
 * force asks for: tags of principals, keys and objects, and attributes of KMS keys. Most decisions need none.
 */
export async function lookUpMentionedKeys(
  store: Store,
  principal: Principal,
  request: {
    readonly permission: Permission & { readonly context: CallContext };
    readonly policies: PoliciesInForce;
  },
): Promise<void> {
  const { permission, policies } = request;
  const keys = mentionedKeys(policies);
  if (keys.size === 0) return;
  const asks = (prefix: string) => [...keys].some((key) => key.startsWith(prefix));
  const { context, resource } = permission;
  const arn = parseArn(resource);
  if (asks('aws:principaltag/'))
    context.supplyTags('aws:principaltag/', await principalTags(store, principal));
  if (arn?.service === 'kms' && arn.resource.startsWith('key/'))
    await lookUpKey(store, arn, { context, asks });
  if (arn?.service === 'secretsmanager' && !isToBe(permission)) {
    if (asks('aws:resourcetag/') || asks('secretsmanager:resourcetag/'))
      await lookUpSecret(store, { arn: resource, parts: arn }, context);
  }
  if (arn?.service === 's3' && asks('s3:existingobjecttag/'))
    context.supplyTags('s3:existingobjecttag/', await existingTags(store, arn.resource, permission));
}

/** What AWS takes for the tags of a secret that is yet to be, and is tagged as it is made, is documented nowhere. */
function isToBe({ action, resource }: Permission): boolean {
  if (action === 'secretsmanager:CreateSecret') return true;
  return action === 'secretsmanager:TagResource' && resource.endsWith('-??????');
}

/**
 * Actions that know nothing of the tags of the object they are about. Source: Amazon S3 user guide, "Tagging and access
 * control policies": "you cannot create a policy to grant or deny a user permissions to delete or overwrite an object
 * based on its existing tags".
 */
const regardlessOfTags: ReadonlySet<string> = new Set([
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ListMultipartUploadParts',
  's3:PutObject',
]);

/** The tags of the object that an S3 permission is about, and of the very version where it is about one. */
async function existingTags(
  store: Store,
  resource: string,
  { action, context, resourceAccount }: Permission,
): Promise<Record<string, string>> {
  const slash = resource.indexOf('/');
  if (slash <= 0 || regardlessOfTags.has(action)) return {};
  const version = context.get('s3:VersionId');
  const VersionId = typeof version === 'object' ? version[0] : undefined;
  const object = { Bucket: resource.slice(0, slash), Key: resource.slice(slash + 1), VersionId };
  return objectTags(store, object, resourceAccount);
}

/** The tags of a user, or of a session and its role; a deleted user or role has none. Throws ServiceUnavailable. */
async function principalTags(store: Store, principal: Principal): Promise<Record<string, string>> {
  if (principal.type === 'User') {
    const read = iamReader(store, principal.accountId);
    const found = await unlessAbsent(read('GetUser', { UserName: principal.userName }));
    return byKey(found?.User?.Tags);
  }
  if (principal.type !== 'AssumedRole') return {};
  const read = iamReader(store, principal.accountId);
  const found = await unlessAbsent(read('GetRole', { RoleName: principal.roleName }));
  // A role that is created later under the same name is another.
  const tags = found?.Role?.RoleId === principal.roleId ? found.Role.Tags : [];
  return overridden(byKey(tags), principal.sessionTags);
}

/** Session tags take the place of the role's, whatever letter case their keys are in. */
function overridden(
  tags: Readonly<Record<string, string>>,
  sessionTags: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = new Set(Object.keys(sessionTags).map((key) => key.toLowerCase()));
  const kept = Object.entries(tags).filter(([key]) => !own.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...sessionTags };
}

async function objectTags(
  store: Store,
  input: { readonly Bucket: string; readonly Key: string; readonly VersionId: string | undefined },
  account: string,
): Promise<Record<string, string>> {
  try {
    const { TagSet } = await store.read({
      service: 's3',
      operation: 'GetObjectTagging',
      input,
      region: 'us-east-1',
      account,
    });
    return byKey(TagSet);
  } catch (error) {
    // 405: a delete marker, which has no tags.
    if (error instanceof AwsError && (error.status === 404 || error.status === 405)) return {};
    throw error;
  }
}

function byKey(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
