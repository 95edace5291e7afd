import { accessDenied } from '../../../aws/s3-errors.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { AclWrite } from './acl-write.ts';
import { bucketAcl, type OwnedBucket } from './bucket-settings.ts';

/**
 * Refuses an ACL that names another owner than the bucket or object has, since an ACL does not change the
 * owner. Throws AwsError `AccessDenied`.
 *
 * Undocumented: AWS does not state the code of this error.
 */
export async function refuseOtherAclOwner(
  { store }: CallFacts<'s3'>,
  { write, owned }: { readonly write: AclWrite; readonly owned: OwnedBucket },
): Promise<void> {
  const { Key, VersionId, AccessControlPolicy } = write;
  if (AccessControlPolicy === undefined) return;
  const at = { service: 's3', region: 'us-east-1', account: owned.account } as const;
  const input = { Bucket: owned.bucket, Key, VersionId };
  const { Owner } =
    Key === undefined
      ? await bucketAcl(store, owned)
      : await store.read({ ...at, operation: 'GetObjectAcl', input });
  if (AccessControlPolicy.Owner?.ID !== Owner?.ID) throw accessDenied();
}
