import type { Permission } from '../../../authorization/terms/permission.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { accessPointIn } from '../../surroundings/access-point.ts';
import { versionAsked } from './version-asked.ts';

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Gives a permission on an object the tags of the object, if some policy asks for them. */
export async function lookUpObject(
  store: Store,
  permission: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  const arn = parseArn(permission.resource);
  if (arn?.service !== 's3' || !asks('s3:existingobjecttag/')) return;
  const path = objectPath(permission, arn.resource);
  if (path === undefined) return;
  const tags = await existingTags(store, path, permission);
  permission.context.supplyTags('s3:existingobjecttag/', tags);
}

/** `bucket/key`, also of an object through an access point; undefined for an access point that no request names. */
function objectPath({ resource, context }: PermissionInContext, path: string): string | undefined {
  const named = accessPointIn(resource);
  if (named === undefined) return path;
  const { accessPoint } = context.facts;
  return accessPoint === undefined ? undefined : `${accessPoint.bucket}/${named.key ?? ''}`;
}

/**
 * Actions whose permission does not depend on the tags of the object. Source: Amazon S3 user guide, "Tagging and access
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

/** The tags of the object, or of the version of it, that an S3 permission is about. */
async function existingTags(
  store: Store,
  resource: string,
  { action, context, resourceAccount }: Permission,
): Promise<Record<string, string>> {
  const slash = resource.indexOf('/');
  if (slash <= 0 || regardlessOfTags.has(action)) return {};
  const VersionId = versionAsked(context);
  const object = { Bucket: resource.slice(0, slash), Key: resource.slice(slash + 1), VersionId };
  return objectTags(store, object, resourceAccount);
}

async function objectTags(
  store: Store,
  input: { readonly Bucket: string; readonly Key: string; readonly VersionId: string | undefined },
  account: string,
): Promise<Record<string, string>> {
  const read = await unlessMissing(NO_TAGS, () =>
    store.read({ service: 's3', operation: 'GetObjectTagging', input, region: 'us-east-1', account }),
  );
  return byKey(read?.TagSet);
}

/** How S3 and other stores say that there is no object, only a delete marker (MethodNotAllowed), or no tag. */
const NO_TAGS = ['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed', 'NoSuchTagSet'];

function byKey(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
