import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phraseFor } from '../../scenario/cast/phrase-for.ts';
import { accountsNamed } from '../../scenario/document/organization-schema.ts';
import { placeholderValues } from '../../scenario/document/placeholder-values.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { shownPath } from '../../scenario/document/scenario-folder.ts';
import { controlPoliciesInForce, policiesOf } from './policies-in-force.ts';
import type {
  PolicyInForce,
  RecordedDocument,
  RecordedPrincipal,
  RecordedResource,
  RecordedScenario,
} from './recorded-scenario.ts';

/** An id that only a running service chooses. */
const CHOSEN_BY_SERVICE = '…';

/** Records a loaded scenario as documentation shows it. Values of secrets are left out. */
export function recordScenario(scenario: Scenario): RecordedScenario {
  const { name, folder, document } = scenario;
  const { title, summary, region, accounts, organization, assume } = document;
  const values = valuesOf(scenario);
  const principals = principalsOf(scenario, values);
  const resources = resourcesOf(scenario, values);
  const controls = organization && controlPoliciesInForce(organization, fileIn(folder));
  const source = join(folder, 'source.md');
  return {
    name,
    title,
    summary,
    file: shownPath(join(folder, 'scenario.yaml')),
    region,
    accounts: Object.entries(accounts).map(([own, id]) => ({
      name: own,
      id,
      phrase: phraseFor('account', own),
      root: `arn:aws:iam::${id}:root`,
    })),
    organization: organization && {
      id: organization.id,
      accounts: [...new Set(accountsNamed(organization).map((account) => account.name))],
      policies: controls ?? [],
    },
    principals,
    resources,
    assumptions: assume,
    placeholders: values,
    documents: documentsOf(scenario, {
      principals,
      resources,
      controls: controls ?? [],
    }),
    source: existsSync(source) ? readFileSync(source, 'utf8') : undefined,
  };
}

function fileIn(folder: string) {
  return (path: string) => shownPath(join(folder, path));
}

function valuesOf({ document }: Scenario): Readonly<Record<string, string>> {
  const chosen = (names: object) =>
    Object.fromEntries(Object.keys(names).map((own) => [own, CHOSEN_BY_SERVICE]));
  const keyIds = Object.fromEntries(
    Object.entries(document.keys).map(([own, { keyId }]) => [own, keyId ?? CHOSEN_BY_SERVICE]),
  );
  return placeholderValues(document, keyIds, chosen(document.secrets));
}

function principalsOf(
  { folder, document }: Scenario,
  values: Readonly<Record<string, string>>,
): RecordedPrincipal[] {
  const { users, roles, groups } = document;
  const file = fileIn(folder);
  return [
    ...Object.entries(roles).map(([name, role]) => ({
      kind: 'role' as const,
      name,
      phrase: phraseFor('role', name),
      account: role.account,
      arn: values[`roles.${name}.arn`] ?? '',
      assumedBy: role.assumedBy && assumerOf(role.assumedBy),
      policies: policiesOf(role, file),
    })),
    ...Object.entries(users).map(([name, user]) => ({
      kind: 'user' as const,
      name,
      phrase: phraseFor('user', name),
      account: user.account,
      arn: values[`users.${name}.arn`] ?? '',
      policies: [
        ...policiesOf(user, file),
        ...Object.values(groups)
          .filter(({ members }) => members.includes(name))
          .flatMap((group) =>
            policiesOf(group, file).map((policy) => ({ ...policy, kind: 'group' as const })),
          ),
      ],
    })),
  ];
}

type Assumer = NonNullable<Scenario['document']['roles'][string]['assumedBy']>;

function assumerOf(assumedBy: Assumer): string {
  if ('service' in assumedBy) return `the service ${assumedBy.service}`;
  if ('user' in assumedBy) return phraseFor('user', assumedBy.user);
  if ('role' in assumedBy) return phraseFor('role', assumedBy.role);
  return `the holder of a token of ${assumedBy.oidc.issuer.replace('https://', '')}`;
}

function resourcesOf(
  { folder, document }: Scenario,
  values: Readonly<Record<string, string>>,
): RecordedResource[] {
  const { keys, buckets, tables, secrets } = document;
  const policyAt = (path: string | undefined): PolicyInForce | undefined =>
    path === undefined
      ? undefined
      : { name: 'resource policy', kind: 'resource', file: fileIn(folder)(path) };
  return [
    ...Object.entries(keys).map(([name, { account, description, alias, policy }]) => ({
      kind: 'key' as const,
      name,
      phrase: phraseFor('key', name),
      account,
      arn: values[`keys.${name}.arn`] ?? '',
      description,
      alias,
      policy: policyAt(policy),
    })),
    ...Object.entries(buckets).map(([name, { account, encryption, policy }]) => ({
      kind: 'bucket' as const,
      name,
      phrase: phraseFor('bucket', name),
      account,
      arn: values[`buckets.${name}.arn`] ?? '',
      encryption: encryptionInWords(encryption, 'SSE-S3'),
      policy: policyAt(policy),
    })),
    ...accessPointsOf({ document, values, policyAt }),
    ...Object.entries(tables).map(([name, { account, encryption, policy }]) => ({
      kind: 'table' as const,
      name,
      phrase: phraseFor('table', name),
      account,
      arn: values[`tables.${name}.arn`] ?? '',
      encryption: encryptionInWords(encryption, 'a key that AWS owns'),
      policy: policyAt(policy),
    })),
    ...Object.entries(secrets).map(([name, { account, encryption, policy }]) => ({
      kind: 'secret' as const,
      name,
      phrase: phraseFor('secret', name),
      account,
      arn: values[`secrets.${name}.arn`] ?? '',
      encryption: encryptionInWords(encryption, 'the AWS managed key'),
      policy: policyAt(policy),
    })),
  ];
}

function accessPointsOf({
  document,
  values,
  policyAt,
}: Pick<Scenario, 'document'> & {
  readonly values: Readonly<Record<string, string>>;
  readonly policyAt: (path: string | undefined) => PolicyInForce | undefined;
}): RecordedResource[] {
  return Object.entries(document.accessPoints).map(([name, { account, policy }]) => ({
    kind: 'access point',
    name,
    phrase: phraseFor('access point', name),
    account,
    arn: values[`accessPoints.${name}.arn`] ?? '',
    policy: policyAt(policy),
  }));
}

/** How data is encrypted unless a request says otherwise: a placeholder of a key becomes the key's name. */
function encryptionInWords(encryption: string | undefined, otherwise: string): string {
  if (encryption === undefined) return otherwise;
  if (encryption === 'aws:kms') return 'the AWS managed key';
  const [, key] = /^\{\{\s*keys\.(.+)\.(?:arn|id|aliasArn)\s*\}\}$/.exec(encryption) ?? [];
  return key === undefined ? encryption : phraseFor('key', key);
}

/** The policies in force of a scenario, by their holders. */
interface InForce {
  readonly principals: readonly RecordedPrincipal[];
  readonly resources: readonly RecordedResource[];
  readonly controls: readonly PolicyInForce[];
}

function documentsOf({ folder, policies }: Scenario, inForce: InForce): RecordedDocument[] {
  const uses = usesByFile(inForce);
  return [...policies].map(([path, text]) => {
    const file = fileIn(folder)(path);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { file, path, text, sha256, uses: uses.get(file) ?? [] };
  });
}

/** The uses of each document in the scenario, by its path. */
function usesByFile({ principals, resources, controls }: InForce): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  const note = ({ file }: PolicyInForce, use: string) => {
    if (file !== undefined) uses.set(file, [...(uses.get(file) ?? []), use]);
  };
  for (const { phrase, kind, policy } of resources)
    if (policy !== undefined)
      note(policy, `the ${kind === 'secret' || kind === 'table' ? 'resource' : kind} policy of ${phrase}`);
  for (const { phrase, policies } of principals)
    for (const policy of policies) note(policy, `${WORDS[policy.kind](policy.name)} of ${phrase}`);
  for (const policy of controls) note(policy, WORDS[policy.kind](policy.name));
  return uses;
}

/** The names of kinds of policies in a sentence. */
const WORDS: Readonly<Record<PolicyInForce['kind'], (name: string) => string>> = {
  inline: (name) => `the inline policy "${name}"`,
  managed: (name) => `the managed policy "${name}"`,
  group: (name) => `the policy "${name}" of a group`,
  trust: () => 'the trust policy',
  boundary: () => 'the permissions boundary',
  session: () => 'the session policy',
  resource: () => 'the resource policy',
  scp: (name) => `the service control policy "${name}"`,
  rcp: (name) => `the resource control policy "${name}"`,
  endpoint: (name) => `the policy of the VPC endpoint ${name}`,
};
