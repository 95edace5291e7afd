import type { Grant } from '../../authorization/grant.ts';
import { isPublic } from '../../authorization/is-public.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { Permission } from '../../authorization/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../../authorization/policies-in-force.ts';
import { bucketOfArn } from '../../aws/arn.ts';
import type { Operation, Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import { accountOf, nameOf } from '../../aws/principal.ts';
import type { Store } from '../../stores/store.ts';
import { type IdentitySide, identitySide } from '../services/iam/identity-policies.ts';
import { keyGrants } from '../services/kms/key-grants.ts';
import { aclsEnabled } from '../services/s3/access-control-lists.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import { changesPolicies } from './changes-policies.ts';
import { PolicyCache } from './policy-cache.ts';
import {
  bucketPolicy,
  isAwsManagedKey,
  keyPolicy,
  publicAccessBlock,
  secretPolicy,
  tablePolicy,
  trustPolicy,
} from './resource-policies.ts';

/** What a resource brings to a decision. */
type ResourceSide = Pick<PoliciesInForce, 'resource' | 'grants' | 'restrictPublicBuckets'>;

/** They change the grants of a key, and nothing else. */
const grantOperations: ReadonlySet<string> = new Set<Operation<'kms'>>([
  'CreateGrant',
  'RetireGrant',
  'RevokeGrant',
]);

/**
 * Gathers the policies that bear on a permission, from the store, and keeps them until a write passes.
 */
export class PolicyReader {
  readonly #store: Store;
  readonly #surroundings: KnownSurroundings;
  readonly #identities: PolicyCache<IdentitySide>;
  readonly #resources: PolicyCache<ResourceSide>;
  readonly #grants: PolicyCache<readonly Grant[]>;
  readonly #aclsEnabled: PolicyCache<boolean>;
  readonly #awsManagedKeys: PolicyCache<boolean>;

  constructor(store: Store, surroundings: KnownSurroundings) {
    this.#store = store;
    this.#surroundings = surroundings;
    this.#identities = new PolicyCache(undefined, store.believedFor);
    this.#resources = new PolicyCache(undefined, store.believedFor);
    this.#grants = new PolicyCache(undefined, store.believedFor);
    this.#aclsEnabled = new PolicyCache(undefined, store.believedFor);
    this.#awsManagedKeys = new PolicyCache(undefined, store.believedFor);
  }

  /** Every policy in force for a principal and a permission. */
  async inForce(principal: Principal, permission: Permission): Promise<PoliciesInForce> {
    const identity = await this.#identities.get(identityOf(principal), () =>
      identitySide(this.#store, principal),
    );
    const resource = standsAside(principal, permission) ? {} : await this.#resourceSide(permission);
    return {
      ...identity,
      ...resource,
      session: sessionPolicies(principal),
      serviceControl: this.#surroundings.membership(accountOf(principal))?.serviceControl,
      resourceControl: await this.#resourceControl(permission),
    };
  }

  /** Whether access control lists count besides what is in force: for a bucket, and the objects in it. */
  async heedsAcls({ action, resource, resourceAccount }: Permission): Promise<boolean> {
    const bucket = bucketOfArn(resource);
    if (bucket === undefined || bucket === '*' || action === 's3:CreateBucket') return false;
    return this.#aclsEnabled.get(`${bucket} of ${resourceAccount}`, () =>
      aclsEnabled(this.#store, bucket, resourceAccount),
    );
  }

  /** Forgets what a call may have changed; called when it has been performed. */
  forget(service: Service, operation: Operation): void {
    if (!changesPolicies(operation)) return;
    if (service === 'iam') this.#identities.clear();
    // DynamoDB makes grants and retires them.
    if (service === 'kms' || service === 'iam' || service === 'dynamodb') this.#grants.clear();
    if (service === 's3') this.#aclsEnabled.clear();
    if (!grantOperations.has(operation)) this.#resources.clear();
  }

  /** Resource control policies do not bind AWS managed keys: AWS Organizations user guide, "Resource control policies". */
  async #resourceControl({ action, resource, resourceAccount }: Permission) {
    const levels = this.#surroundings.membership(resourceAccount)?.resourceControl;
    if (levels === undefined || !action.startsWith('kms:')) return levels;
    const spared = await this.#awsManagedKeys.get(resource, () => isAwsManagedKey(this.#store, resource));
    return spared ? undefined : levels;
  }

  async #resourceSide({ action, resource, resourceAccount }: Permission): Promise<ResourceSide> {
    if (action.startsWith('kms:') && resource.startsWith('arn:aws:kms:') && resource.includes(':key/')) {
      const side = await this.#resources.get(resource, async () => ({
        resource: await keyPolicy(this.#store, resource),
      }));
      const grants = await this.#grants.get(resource, () => keyGrants(this.#store, resource));
      return grants.length === 0 ? side : { ...side, grants };
    }
    if (action.startsWith('sts:') && resource.startsWith('arn:aws:iam:')) {
      return this.#resources.get(resource, async () => ({
        resource: await trustPolicy(this.#store, resource),
      }));
    }
    // A secret that is yet to be, or is none, ends in question marks.
    if (resource.startsWith('arn:aws:secretsmanager:') && !resource.endsWith('-??????')) {
      return this.#resources.get(resource, async () => ({
        resource: await secretPolicy(this.#store, resource),
      }));
    }
    if (action.startsWith('dynamodb:')) {
      return this.#resources.get(resource, async () => ({
        resource: await tablePolicy(this.#store, resource),
      }));
    }
    const bucket = bucketOfArn(resource);
    if (bucket === undefined || bucket === '*' || action === 's3:CreateBucket') return {};
    const key = `bucket ${bucket} of ${resourceAccount}`;
    return this.#resources.get(key, () => this.#bucketSide(bucket, resourceAccount));
  }

  /** CreateBucket asks for more than s3:CreateBucket on a bucket that is yet to be, or whose name another account took. */
  async #bucketSide(bucket: string, owner: string): Promise<ResourceSide> {
    if ((await this.#store.bucketOwner(bucket)) !== owner) return {};
    const resource = await bucketPolicy(this.#store, bucket, owner);
    if (!resource || !isPublic(resource.policy)) return { resource };
    const switches = await publicAccessBlock(this.#store, bucket, owner);
    return { resource, restrictPublicBuckets: switches.RestrictPublicBuckets === true };
  }
}

/**
 * A root user can always remove the policy of a table of its account, whatever the policy denies. Source: Amazon DynamoDB
 * API reference, DeleteResourcePolicy.
 */
function standsAside(principal: Principal, { action, resourceAccount }: Permission): boolean {
  return (
    action === 'dynamodb:DeleteResourcePolicy' &&
    principal.type === 'Root' &&
    principal.accountId === resourceAccount
  );
}

/** What identity-based policies are kept by: all sessions of a role share them, those of a namesake created later do not. */
function identityOf(principal: Principal): string {
  return principal.type === 'AssumedRole' ? `${principal.roleArn} ${principal.roleId}` : nameOf(principal);
}

function sessionPolicies(principal: Principal): readonly NamedPolicy[] | undefined {
  if (principal.type !== 'AssumedRole' || principal.sessionPolicies.length === 0) return undefined;
  return principal.sessionPolicies.map((text) => ({
    name: `the session policy of ${principal.arn}`,
    layer: 'session' as const,
    policy: parsedPolicy(text, 'session'),
  }));
}
