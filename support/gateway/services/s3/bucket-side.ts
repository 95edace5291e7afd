import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Acl, AclsInForce } from '../../../authorization/terms/acl.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import type { Statement } from '../../../authorization/terms/policy.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import { accountOf, type Principal } from '../../../aws/principal.ts';
import { ANONYMOUS_USER } from '../../../aws/s3-acl.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import { CallContext } from '../../context/request-context.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';
import { accessPointSide, restrictedFor } from './access-point-side.ts';
import { canonicalIdOf, enabledBucketAcl, nullVersionAcl, objectAcl } from './acls-in-force.ts';
import { versioningOf } from './bucket-settings.ts';
import { type AtState, currentSide } from './current-side.ts';
import { publicAccessBlock } from './public-access-block.ts';

/** The facts that all decisions about a bucket and its objects share. */
interface BucketSide extends AtState {
  readonly side: ResourceSide;
  /** The bucket's ACL; undefined if its ACLs are disabled. */
  readonly acl?: Acl | undefined;
  readonly ignorePublicAcls?: boolean;
  /** The versioning of a bucket with an ACL. */
  readonly versioning?: AclsInForce['versioning'];
  /** True if the bucket policy names accounts by their canonical user ids. */
  readonly namesCanonicalUsers?: boolean;
}

/**
 * The policy of the bucket that a permission is about, and whether Block Public Access restricts it. If the bucket has ACLs
 * enabled, its ACL and that of the object.
 */
export function bucketSide(
  permission: Permission,
  kept: KeptReads,
  principal: Principal,
): Awaitable<ResourceSide> {
  const ofAccessPoint = accessPointSide(permission, kept, principal);
  if (ofAccessPoint !== undefined) return ofAccessPoint;
  const { action, resource, resourceAccount } = permission;
  const bucket = bucketOfArn(resource);
  if (bucket === undefined || bucket === '*' || action === 's3:CreateBucket') return {};
  const key = `bucket ${bucket} of ${resourceAccount}`;
  const ofBucket = currentSide<BucketSide>(kept, key, {
    bucket,
    read: async (state) => ({ ...(await readSettings(kept, bucket, resourceAccount)), state }),
  });
  return whenKnown(ofBucket, (found) => {
    const known = restrictedBy(accessPointOf(permission), found, principal);
    const { acl, namesCanonicalUsers } = known;
    const isNamed = acl !== undefined || namesCanonicalUsers === true;
    return isNamed ? withAcls(known, { permission, kept, principal }) : known.side;
  });
}

/** The access point that a request about a bucket comes through. */
function accessPointOf({ context }: Permission): AccessPoint | undefined {
  return context instanceof CallContext ? context.facts.accessPoint : undefined;
}

/** The bucket as it is through an access point: Block Public Access of the access point holds for it. */
function restrictedBy(point: AccessPoint | undefined, known: BucketSide, principal: Principal): BucketSide {
  if (point === undefined) return known;
  const isOn = point.publicAccessBlock.RestrictPublicBuckets === true;
  const side = isOn ? { ...known.side, restrictPublicBuckets: true } : known.side;
  return { ...known, side: restrictedFor(side, point, principal) };
}

interface AskedOf {
  readonly permission: Permission;
  readonly kept: KeptReads;
  readonly principal: Principal;
}

/** Adds what is different for each caller and object. */
async function withAcls(
  { side, acl, ignorePublicAcls = false, versioning, namesCanonicalUsers }: BucketSide,
  { permission, kept, principal }: AskedOf,
): Promise<ResourceSide> {
  const { store } = kept;
  const account = accountOf(principal);
  // The owner's own id stands in the ACL of its bucket.
  const isTold = account === permission.resourceAccount && namesCanonicalUsers !== true;
  const isAnonymous = principal.type === 'Anonymous';
  const canonicalId = isTold
    ? acl?.owner
    : isAnonymous
      ? ANONYMOUS_USER
      : await knownCanonicalId(kept, account);
  if (acl === undefined) return { ...side, canonicalId };
  const object = await objectAcl(store, permission);
  const nullVersion = versioning === 'Suspended' ? await nullVersionAcl(store, permission) : undefined;
  const acls = { bucket: acl, object, versioning, nullVersion, ignorePublicAcls };
  return { ...side, canonicalId, acls };
}

async function knownCanonicalId(kept: KeptReads, account: string | undefined): Promise<string | undefined> {
  if (account === undefined) return undefined;
  const key = `canonical user of ${account}`;
  return (await kept.get('identities', key, () => canonicalIdOf(kept.store, account))).id;
}

/** CreateBucket asks for more than s3:CreateBucket on a bucket that does not exist yet, or that another account has. */
async function readSettings(
  { store, surroundings }: KeptReads,
  bucket: string,
  owner: string,
): Promise<BucketSide> {
  if ((await store.bucketOwner(bucket)) !== owner) return { side: {} };
  const resource = await bucketPolicy(store, bucket, owner);
  const acl = await enabledBucketAcl(store, { bucket, account: owner });
  const namesCanonicalUsers = resource?.policy.statements.some(isByCanonicalUser) === true;
  if (acl === undefined && (!resource || !isPublic(resource.policy)))
    return { side: { resource }, namesCanonicalUsers };
  const versioning = acl && (await versioningOf(store, { bucket, account: owner }));
  const switches = await publicAccessBlock(store, { bucket, owner }, surroundings);
  const restrictPublicBuckets = switches.RestrictPublicBuckets === true;
  const ignorePublicAcls = switches.IgnorePublicAcls === true;
  return {
    side: { resource, restrictPublicBuckets },
    acl,
    ignorePublicAcls,
    versioning,
    namesCanonicalUsers,
  };
}

function isByCanonicalUser({ principal, notPrincipal }: Statement): boolean {
  return [principal, notPrincipal].some(
    (element) => typeof element === 'object' && element.CanonicalUser !== undefined,
  );
}

/** The bucket policy, or undefined if the bucket has none. */
async function bucketPolicy(store: Store, bucket: string, owner: string): Promise<NamedPolicy | undefined> {
  const output = await unlessMissing('NoSuchBucketPolicy', () =>
    store.read({
      service: 's3',
      operation: 'GetBucketPolicy',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the bucket policy of ${bucket}`,
    layer: 'resource',
    policy: parsedPolicy(output.Policy, 'bucket'),
  };
}
