/** The size of a generated company. */
export interface CompanySize {
  readonly accounts: number;
  /** Users and roles of each account. */
  readonly principals: number;
  /** Buckets and keys in all: half of each. */
  readonly resources: number;
  /** Statements of the identity-based policy of each principal. */
  readonly statements: number;
}

/** A company of 200 accounts with 5,000 principals, 500 buckets and keys, and about 20,000 statements. */
export const LARGE_COMPANY: CompanySize = { accounts: 200, principals: 25, resources: 500, statements: 4 };

/** A company for tests: every principal and resource stands for a kind. */
export const SMALL_COMPANY: CompanySize = { accounts: 3, principals: 3, resources: 4, statements: 3 };

/** The same proportions in some other number of accounts. */
export function companyOf(accounts: number): CompanySize {
  return { ...LARGE_COMPANY, accounts, resources: Math.ceil(accounts * 2.5) };
}

/** The organization of the company, as its conditions name it. */
const ORGANIZATION = 'o-exampleorgid';
const ENDPOINT = 'vpce-0123456789abcdef0';

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } };

/** A scenario before it is written: the members of scenario.yaml, and its documents by path. */
export interface Company {
  readonly document: CompanyDocument;
  readonly files: Readonly<Record<string, string>>;
}

type Things = Readonly<Record<string, object>>;

interface CompanyDocument {
  readonly accounts: Readonly<Record<string, string>>;
  readonly users: Things;
  readonly roles: Things;
  readonly keys: Things;
  readonly buckets: Things;
  readonly organization: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** The files of a company. */
export function filesOf({ document, files }: Company): Readonly<Record<string, string>> {
  return { 'scenario.yaml': yamlOf(document), ...files };
}

/**
 * A scenario that stands for a company, which tests may change before they write it. The same size gives the same files. Each
 * account has users, roles for Lambda, roles for its own principals, and roles for those of the first account. So there are chains of
 * three roles. One user of each account may change a role. Buckets are under KMS keys. They are shared with a partner, some over a VPC endpoint, and in part with the organization.
 */
export function companyOfSize(size: CompanySize): Company {
  const names = Array.from({ length: size.accounts }, (_, index) => `a${index + 1}`);
  const accounts = names.map((name, index) => accountIn(size, names, { name, index }));
  const members = (kind: 'users' | 'roles') => Object.assign({}, ...accounts.map((one) => one[kind]));
  const resources = resourcesIn(size, names);
  const document = {
    title: 'A company',
    region: 'eu-west-1',
    accounts: Object.fromEntries(names.map((name, index) => [name, String(100_000_000_001 + index)])),
    organization: organizationOf(names),
    users: members('users'),
    roles: members('roles'),
    ...{ keys: resources.keys, buckets: resources.buckets },
  };
  const files = Object.assign(
    {
      'lambda.json': policy({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      'guard.json': policy({
        Effect: 'Deny',
        Action: ['kms:ScheduleKeyDeletion', 's3:DeleteBucket'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'platform' } },
      }),
    },
    ...accounts.map((one) => one.files),
    resources.files,
  );
  return { document, files };
}

/** JSON is YAML too. A line for each thing reads and compares well. */
function yamlOf(document: object): string {
  return Object.entries(document)
    .map(([key, value]) => {
      const isList = typeof value === 'object' && key !== 'organization';
      const lines = isList
        ? Object.entries(value).map(([name, one]) => `\n  ${name}: ${JSON.stringify(one)}`)
        : [];
      if (isList && lines.length === 0) return `${key}: {}\n`;
      return `${key}:${isList ? lines.join('') : ` ${JSON.stringify(value)}`}\n`;
    })
    .join('');
}

function organizationOf(names: readonly string[]) {
  const units: Record<string, object> = {};
  for (let from = 1; from < names.length; from += 20) {
    const number = Math.ceil(from / 20);
    const id = `ou-ab12-${String(number).padStart(8, '0')}`;
    const accounts = Object.fromEntries(names.slice(from, from + 20).map((name) => [name, {}]));
    units[`unit${number}`] = { id, accounts };
  }
  const serviceControlPolicies = { guard: 'guard.json' };
  return { id: ORGANIZATION, root: 'r-ab12', managementAccount: names[0], serviceControlPolicies, units };
}

interface Place {
  readonly name: string;
  readonly index: number;
}

/** The users and roles of one account, and their documents. */
function accountIn(
  { principals, statements, resources }: CompanySize,
  names: readonly string[],
  place: Place,
) {
  const { name, index } = place;
  const users: Record<string, object> = {};
  const roles: Record<string, object> = {};
  const files: Record<string, string> = {
    [`${name}/trusts-own.json`]: trusting({ AWS: `{{accounts.${name}.root}}` }),
    [`${name}/trusts-other.json`]: trusting(
      { AWS: `{{accounts.${names[0]}.root}}` },
      { StringEquals: { 'sts:ExternalId': name } },
    ),
  };
  for (let number = 1; number <= principals; number++) {
    const id = `${name}-p${number}`;
    const path = `${name}/p${number}.json`;
    const half = Math.max(1, Math.floor(resources / 2));
    const deploys = number === principals ? [deploying(name)] : [];
    files[path] = policy(
      ...identityStatements(statements, { own: index % half, seed: index * 31 + number, half }),
      ...deploys,
    );
    if (number % 5 === 0 || number === principals) users[id] = { account: name, policies: [path] };
    else {
      const trust = ['lambda.json', 'lambda.json', `${name}/trusts-own.json`, `${name}/trusts-other.json`];
      roles[id] = { account: name, trust: trust[(number % 5) - 1], policies: [path] };
    }
  }
  return { users, roles, files };
}

function trusting(Principal: object, Condition?: object): string {
  return policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...(Condition && { Condition }) });
}

/** Statements about the bucket and the key of the own account, about another bucket, and about roles. */
function identityStatements(
  count: number,
  of: { readonly own: number; readonly seed: number; readonly half: number },
) {
  const { own, seed, half } = of;
  const other = (seed * 7) % half;
  const all = [
    {
      Sid: 'Objects',
      Effect: 'Allow',
      Action: seed % 3 === 0 ? ['s3:GetObject', 's3:PutObject'] : 's3:GetObject',
      Resource: [`{{buckets.b${own}.arn}}/*`, `{{buckets.b${other}.arn}}/*`],
    },
    { Sid: 'Keys', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' },
    { Sid: 'Bucket', Effect: 'Allow', Action: 's3:ListBucket', Resource: `{{buckets.b${own}.arn}}` },
    { Sid: 'Roles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' },
  ];
  return Array.from({ length: count }, (_, index) => all[(index + (seed % 4)) % all.length] ?? {});
}

/** The statement of a user of each account who deploys, and can give itself more by that. */
function deploying(account: string): object {
  return {
    Sid: 'Deploys',
    Effect: 'Allow',
    Action: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
    Resource: `{{roles.${account}-p1.arn}}`,
  };
}

/** Buckets and keys, and their policies. */
function resourcesIn({ resources }: CompanySize, names: readonly string[]) {
  const keys: Record<string, object> = {};
  const buckets: Record<string, object> = {};
  const files: Record<string, string> = {};
  for (let index = 0; index < Math.floor(resources / 2); index++) {
    const account = names[index % names.length] ?? '';
    const partner = names[(index + 3) % names.length] ?? '';
    const bucketName = `company-bucket-${index}`;
    keys[`k${index}`] = { account, policy: `keys/k${index}.json` };
    buckets[`b${index}`] = {
      ...{ account, bucketName, policy: `buckets/b${index}.json` },
      encryption: `{{keys.k${index}.arn}}`,
    };
    files[`keys/k${index}.json`] = policy(
      {
        Sid: 'Own',
        Effect: 'Allow',
        Principal: { AWS: `{{accounts.${account}.root}}` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'Partner',
        Effect: 'Allow',
        Principal: { AWS: `{{accounts.${partner}.root}}` },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      },
    );
    files[`buckets/b${index}.json`] = policy(
      {
        Sid: 'Tls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`{{buckets.b${index}.arn}}`, `{{buckets.b${index}.arn}}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'Partner',
        Effect: 'Allow',
        Principal: { AWS: `{{accounts.${partner}.root}}` },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: `{{buckets.b${index}.arn}}/*`,
        ...(index % 2 === 0 && { Condition: { StringEquals: { 'aws:SourceVpce': ENDPOINT } } }),
      },
      {
        Sid: 'Organization',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `{{buckets.b${index}.arn}}/shared/*`,
        Condition: inOrganization,
      },
    );
  }
  return { keys, buckets, files };
}
