import type { Denied } from '../../../authorization/terms/decision.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { accountOf } from '../../../aws/principal.ts';
import { isPublicAcl } from '../../../aws/s3-acl.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { permissionOfCheck } from '../../plan/permission-of-check.ts';
import type { KnownSurroundings } from '../../surroundings/surroundings.ts';
import { type AclWrite, aclReplaced, grantsOf } from './acl-write.ts';
import type { OwnedBucket } from './bucket-settings.ts';
import { publicAccessBlock } from './public-access-block.ts';

/**
 * The denial of a public ACL by BlockPublicAcls; undefined if nothing prevents it.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage".
 * Differs: AWS gives this reason for PutBucketAcl and PutObjectAcl also if no policy allows the request.
 */
export async function publicAclDenial(
  call: AllowedCall<'s3'>,
  { write, owned }: { readonly write: AclWrite; readonly owned: OwnedBucket },
  surroundings: KnownSurroundings,
): Promise<Denied | undefined> {
  if (!isPublicAcl(write.ACL, grantsOf(write))) return undefined;
  const { BlockPublicAcls } = await publicAccessBlock(
    call.store,
    { bucket: owned.bucket, owner: owned.account },
    surroundings,
  );
  if (BlockPublicAcls !== true) return undefined;
  const { principal } = call.facts;
  return {
    result: 'Denied',
    principal,
    permission: permissionToSet(call, write),
    layer: 'block public access',
    explicit: true,
    setting: 'BlockPublicAcls',
    crossAccount: accountOf(principal) !== owned.account,
    considered: [],
  };
}

function permissionToSet({ operation, checks }: AllowedCall<'s3'>, write: AclWrite): Permission {
  const ofVersion = operation === 'PutObjectAcl' && write.VersionId !== undefined;
  const replacing = ofVersion ? 's3:PutObjectVersionAcl' : `s3:${operation}`;
  const permission = permissionOfCheck(checks, aclReplaced.has(operation) ? replacing : 's3:PutObject');
  if (permission === undefined)
    throw new Error(`${operation} was allowed without a permission to set its ACL`);
  return permission;
}
