import type { RecordedPermission, RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import { counted } from './words.ts';

/** The side that a policy is of: the account of the caller, or that of the resource. */
export type Side = 'caller' | 'resource';

/** The kinds of policies that belong to the resource's account. All others belong to the caller's. */
const OF_RESOURCE: ReadonlySet<string> = new Set([
  'key policy',
  'resource',
  'grant',
  'acl',
  'trust policy',
  'rcp',
]);

/** The side that a statement, or a kind of policy, is of. */
export function sideOf(layer: string): Side {
  return OF_RESOURCE.has(layer) ? 'resource' : 'caller';
}

/** The accounts of a request, by the names that people use; undefined if the record does not have it. */
export function accountsOf(
  scenario: RecordedScenario | undefined,
  { principal = '' }: RecordedRequest,
  { resource }: RecordedPermission,
): Readonly<Record<Side, string | undefined>> {
  return { caller: nameOf(scenario, accountIn(principal)), resource: ownerOf(scenario, resource) };
}

function ownerOf(scenario: RecordedScenario | undefined, arn: string): string | undefined {
  const id = accountIn(arn);
  if (id !== '') return nameOf(scenario, id);
  const bucket = arn.split('/')[0];
  const owner = scenario?.resources.find((resource) => resource.arn === bucket)?.account;
  return scenario?.accounts.find(({ name }) => name === owner)?.phrase;
}

function nameOf(scenario: RecordedScenario | undefined, id: string): string | undefined {
  return (
    scenario?.accounts.find((account) => account.id === id)?.phrase ??
    (id === '' ? undefined : `account ${id}`)
  );
}

/** The account id of an ARN; empty for one without. */
function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** The layers that refuse whatever the policies say. */
const WITHOUT_POLICY: Readonly<Record<string, string>> = {
  'cross-account operation': 'no policy can allow it to another account',
  'block public access': 'S3 Block Public Access refuses it, whatever the policies say',
};

/** The words for a layer that refuses whatever the policies say; undefined for a kind of policy. */
export function refusedWithoutPolicy(layer: string): string | undefined {
  return WITHOUT_POLICY[layer];
}

/** The policies of a kind, in words. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  identity: ['the caller’s identity policy', 'the caller’s $ identity policies'],
  boundary: ['the permissions boundary', '$ permissions boundaries'],
  session: ['the session policy', '$ session policies'],
  scp: ['the service control policy', '$ service control policies'],
  rcp: ['the resource control policy', '$ resource control policies'],
  'endpoint policy': ['the VPC endpoint policy', '$ VPC endpoint policies'],
  'key policy': ['the key policy', '$ key policies'],
  resource: ['the resource-based policy', '$ resource-based policies'],
  'trust policy': ['the trust policy', '$ trust policies'],
};

/** How many statements of each kind of policy allow: `none of 3 statements in the key policy allows it`. */
export function allowCounts(considered: readonly RecordedStatement[]): readonly string[] {
  const allowing = considered.filter(({ effect }) => effect === 'Allow');
  return [...Map.groupBy(allowing, ({ layer }) => layer)].map(([layer, statements]) => {
    const matching = statements.filter(({ mismatch }) => mismatch === undefined).length;
    const verb = matching > 1 ? 'allow it' : 'allows it';
    const number = matching === 0 ? 'none' : String(matching);
    if (layer === 'grant') return `${number} of ${counted(statements.length, 'grant')} ${verb}`;
    const where = policiesOf(layer, new Set(statements.map(({ policy }) => policy)).size);
    if (statements.length > 1) return `${number} of ${statements.length} statements in ${where} ${verb}`;
    return `the statement in ${where} ${matching === 1 ? 'allows it' : 'does not allow it'}`;
  });
}

/** The words for a kind of policy of which no statement took part. */
export function noneConsidered(layer: string): string {
  return `no statement of ${policiesOf(layer, 1)} was considered`;
}

function policiesOf(layer: string, number: number): string {
  const [one, many] = KINDS[layer] ?? [`the ${layer}`, `$ of ${layer}`];
  return number === 1 ? one : many.replace('$', String(number));
}
