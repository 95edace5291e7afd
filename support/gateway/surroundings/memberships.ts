import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../authorization/terms/policies-in-force.ts';
import { arnOfControlPolicy, idOfControlPolicy } from './control-policy-ids.ts';
import type { Controlled, ControlPolicy, Organization, OrganizationalUnit } from './organization.ts';

/** The membership of an account in an organization. */
export interface Membership {
  readonly organizationId: string;
  /** `o-exampleorgid/r-ab12/ou-ab12-11111111/`: aws:PrincipalOrgPaths and aws:ResourceOrgPaths. */
  readonly path: string;
  /** Service control policies from the root to the account, a list for each level; undefined if none apply. */
  readonly serviceControl: readonly (readonly NamedPolicy[])[] | undefined;
  /** Resource control policies, in the same way. */
  readonly resourceControl: readonly (readonly NamedPolicy[])[] | undefined;
}

/** The members of an organization by account id. */
export type Memberships = ReadonlyMap<string, Membership>;

/**
 * Reads an organization once, for all requests. Throws TypeError for an account that is in it twice, PolicyError for an
 * invalid control policy.
 *
 * Neither kind of policy binds the management account.
 * Source: AWS Organizations user guide, "Service control policies (SCPs)" and "Resource control policies (RCPs)".
 */
export function membershipsOf(organization: Organization): Memberships {
  const members = new Map<string, Membership>();
  addUnit(members, organization, { unit: organization.root, path: `${organization.id}/`, levels: [] });
  if (!members.has(organization.managementAccount)) {
    const path = `${organization.id}/${organization.root.id}/`;
    addAccount(members, organization, { id: organization.managementAccount, path, levels: [] });
  }
  return members;
}

/** The controlled entities from the root down, each with its name for people. */
type Levels = readonly (Controlled & { readonly called: string; readonly of: Organization })[];

function addUnit(
  members: Map<string, Membership>,
  organization: Organization,
  above: { readonly unit: OrganizationalUnit; readonly path: string; readonly levels: Levels },
): void {
  const { unit } = above;
  const path = `${above.path}${unit.id}/`;
  const called = unit === organization.root ? 'the root of the organization' : `the unit ${unit.id}`;
  const levels = [...above.levels, { ...unit, called, of: organization }];
  for (const account of unit.accounts ?? []) {
    const own = { ...account, called: `the account ${account.id}`, of: organization };
    addAccount(members, organization, { id: account.id, path, levels: [...levels, own] });
  }
  for (const below of unit.units ?? []) addUnit(members, organization, { unit: below, path, levels });
}

function addAccount(
  members: Map<string, Membership>,
  { id: organizationId, managementAccount }: Organization,
  { id, path, levels }: { readonly id: string; readonly path: string; readonly levels: Levels },
): void {
  if (members.has(id))
    throw new TypeError(`The account ${id} is in the organization ${organizationId} twice`);
  const bound = id === managementAccount ? [] : levels;
  members.set(id, {
    organizationId,
    path,
    serviceControl: serviceControlOf(bound),
    resourceControl: resourceControlOf(bound),
  });
}

type NamedLevels = readonly (readonly NamedPolicy[])[];

/** If FullAWSAccess is the only policy, there is nothing to evaluate. */
function serviceControlOf(levels: Levels): NamedLevels | undefined {
  const all = levels.map(({ serviceControlPolicies = [], withoutFullAwsAccess, ...at }) => {
    const own = serviceControlPolicies.map(named('scp', at));
    return withoutFullAwsAccess ? own : [fullAwsAccess(at.called), ...own];
  });
  return all.every((level) => level.length === 1 && level[0]?.policy === FULL_AWS_ACCESS) ? undefined : all;
}

/** RCPFullAWSAccess is left out: it is on every level and allows everything. */
function resourceControlOf(levels: Levels): NamedLevels | undefined {
  const all = levels.map(({ resourceControlPolicies = [], ...at }) =>
    resourceControlPolicies.map(named('rcp', at)),
  );
  return all.every((level) => level.length === 0) ? undefined : all;
}

const KINDS = {
  scp: ['service control policy', 'SERVICE_CONTROL_POLICY'],
  rcp: ['resource control policy', 'RESOURCE_CONTROL_POLICY'],
} as const;

function named(layer: 'scp' | 'rcp', { called, of }: Pick<Levels[number], 'called' | 'of'>) {
  const [kind, type] = KINDS[layer];
  return (control: ControlPolicy): NamedPolicy => ({
    name: `the ${kind} "${control.name}" of ${called}`,
    layer,
    policy: parsedPolicy(control.document, layer),
    arn: arnOfControlPolicy(of, type, idOfControlPolicy(type, control)),
    target: called,
  });
}

/** AWS Organizations attaches it by itself to everything in an organization. */
const FULL_AWS_ACCESS = parsedPolicy(
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }',
  'scp',
);

function fullAwsAccess(called: string): NamedPolicy {
  const name = `the service control policy "FullAWSAccess" of ${called}`;
  return { name, layer: 'scp', policy: FULL_AWS_ACCESS, target: called };
}
