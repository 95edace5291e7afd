import { GapList } from './gap-list.ts';
import type {
  Holder,
  ImportedAccessPoint,
  ImportedBucket,
  ImportedControlPolicy,
  ImportedEndpoint,
  ImportedGroup,
  ImportedKey,
  ImportedOrganization,
  ImportedPolicy,
  ImportedProvider,
  ImportedRole,
  ImportedSecret,
  ImportedTable,
  ImportedUnit,
  ImportedWorld,
  PublicAccess,
  UnreadHolder,
} from './imported-world.ts';
import { joinParts } from './join-parts.ts';
import type {
  AccessPointPart,
  BucketPart,
  EndpointPart,
  HolderPart,
  KeyPart,
  SecretPart,
  TablePart,
} from './parts.ts';
import { PolicyPlaces } from './policy-places.ts';
import { withPossibleMembers } from './possible-members.ts';
import { withUnreadTags } from './unread-tags.ts';

/** Collects what an import finds, in any order, and joins parts to the resources that they belong to. */
export class WorldBuilder {
  readonly gaps = new GapList();
  readonly policyPlaces = new PolicyPlaces();
  readonly users: Holder[] = [];
  readonly unreadHolders: UnreadHolder[] = [];
  readonly roles: ImportedRole[] = [];
  readonly groups: ImportedGroup[] = [];
  readonly policies: ImportedPolicy[] = [];
  readonly buckets: ImportedBucket[] = [];
  readonly accessPoints: ImportedAccessPoint[] = [];
  readonly keys: ImportedKey[] = [];
  readonly tables: ImportedTable[] = [];
  readonly secrets: ImportedSecret[] = [];
  readonly providers: ImportedProvider[] = [];
  readonly endpoints: ImportedEndpoint[] = [];
  readonly units: ImportedUnit[] = [];
  readonly controlPolicies: ImportedControlPolicy[] = [];
  readonly accountPublicAccess: Record<string, PublicAccess> = {};
  readonly parents: Record<string, string> = {};
  readonly withoutFullAwsAccess: string[] = [];
  organization: Partial<Pick<ImportedOrganization, 'id' | 'root' | 'managementAccount' | 'members'>> = {};
  readonly ignored: Record<string, number> = {};

  readonly holderParts: HolderPart[] = [];
  /** Parts of buckets, by the bucket's name. */
  readonly bucketParts: BucketPart[] = [];
  /** Policies of access points, by ARN. */
  readonly accessPointParts: AccessPointPart[] = [];
  /** Parts of keys, by id, ARN or alias. */
  readonly keyParts: KeyPart[] = [];
  /** Parts of tables, by name or ARN. */
  readonly tableParts: TablePart[] = [];
  /** Parts of secrets, by name or ARN. */
  readonly secretParts: SecretPart[] = [];
  /** The ids of VPC endpoints for other services than S3. */
  readonly otherEndpoints = new Set<string>();
  /** Policies of VPC endpoints, by id. */
  readonly endpointParts: EndpointPart[] = [];

  /** The ARNs of managed policies of which no statement is left: they neither allow nor deny. */
  readonly emptyPolicies = new Set<string>();

  /** Counts a resource that has no part in access. */
  ignore(type: string): void {
    this.ignored[type] = (this.ignored[type] ?? 0) + 1;
  }

  /** The world, with each part joined to its resource. A part whose resource was not found is a gap. */
  world(accounts: Readonly<Record<string, string>>, region: string): ImportedWorld {
    const { users, roles, policies, buckets, accessPoints, keys, tables, secrets, endpoints, ...joined } =
      joinParts(this);
    const groups = withPossibleMembers(joined.groups, this);
    const { providers, accountPublicAccess, ignored, unreadHolders } = this;
    const tagged = withUnreadTags({ keys, buckets, tables }, this.#policyTexts(), accounts);
    return {
      region,
      accounts,
      accountPublicAccess,
      users,
      roles,
      groups,
      policies,
      placeOfPolicy: this.policyPlaces.of,
      ...tagged,
      accessPoints,
      secrets,
      providers,
      endpoints,
      organization: {
        ...this.organization,
        units: this.units,
        parents: this.parents,
        withoutFullAwsAccess: this.withoutFullAwsAccess,
        policies: this.controlPolicies,
      },
      unreadHolders,
      gaps: this.gaps.sorted(),
      ignored,
    };
  }

  #policyTexts(): readonly string[] {
    const { users, roles, groups, policies, buckets, accessPoints, keys, tables, secrets } = this;
    const holders = [...users, ...roles, ...groups, ...this.holderParts.map(({ change }) => change)];
    const resources = [...buckets, ...accessPoints, ...keys, ...tables, ...secrets];
    return [
      ...holders.flatMap(({ inline = {} }) => Object.values(inline)),
      ...[...policies, ...this.controlPolicies].map(({ text }) => text),
      ...resources.flatMap(({ policy }) => policy ?? []),
      ...keys.flatMap(({ replicas = [] }) => replicas.map(({ policy }) => policy)),
    ];
  }
}
