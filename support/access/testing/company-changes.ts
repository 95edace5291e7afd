import { ALGORITHM, KEY_ID } from '../upload-encryption.ts';
import type { Company } from './company.ts';

/** A change of a company. */
export type Change = (company: Company) => Company;

const everything = '*';
const statement = (more: object) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: everything,
  ...more,
});

/** Changes the statements of one document. */
function inDocument(path: string, change: (statements: readonly object[]) => readonly object[]): Change {
  return ({ document, files }) => {
    const { Statement, ...rest } = JSON.parse(files[path] ?? '');
    return {
      document,
      files: { ...files, [path]: JSON.stringify({ ...rest, Statement: change(Statement) }) },
    };
  };
}

/** Changes one thing of scenario.yaml; undefined removes it. */
function inThing(
  member: 'users' | 'roles' | 'keys' | 'buckets',
  name: string,
  change: (thing: object) => object | undefined,
): Change {
  return ({ document, files }) => {
    const { [name]: thing = {}, ...others } = document[member];
    const changed = change(thing);
    return {
      files,
      document: { ...document, [member]: changed === undefined ? others : { ...others, [name]: changed } },
    };
  };
}

const organization = (change: (organization: Record<string, unknown>) => object): Change =>
  function inOrganization({ document, files }) {
    return {
      files,
      document: {
        ...document,
        organization: { ...document.organization, ...change({ ...document.organization }) },
      },
    };
  };

const withFile = (path: string, ...Statement: readonly object[]): Change =>
  function added({ document, files }) {
    return { document, files: { ...files, [path]: JSON.stringify({ Version: '2012-10-17', Statement }) } };
  };

/** Several changes, one after the other. */
export const both = (...changes: readonly Change[]): Change =>
  function all(company) {
    return changes.reduce((sum, change) => change(sum), company);
  };

const bucket = 'arn:aws:s3:::company-bucket-0';
const partner = { AWS: '{{accounts.a2.root}}' };
const first = (statements: readonly object[]) => statements.slice(1);

/** A statement that denies uploads to a bucket on a condition. */
const deniedUpload = (index: number, Condition: object) =>
  statement({
    ...{ Effect: 'Deny', Principal: everything, Action: 's3:PutObject' },
    ...{ Resource: `arn:aws:s3:::company-bucket-${index}/*`, Condition },
  });

/** Changes of every kind that a document of a scenario can have. They are for companies of three accounts and more. */
export const COMPANY_CHANGES: Readonly<Record<string, Change>> = {
  'a wider identity policy': inDocument('a1/p1.json', (all) => [
    ...all,
    statement({ Action: ['s3:*', 'kms:*'] }),
  ]),
  'a deny in an identity policy': inDocument('a2/p2.json', (all) => [
    ...all,
    statement({ Effect: 'Deny', Action: 'kms:Decrypt' }),
  ]),
  'a statement less in an identity policy': inDocument('a2/p3.json', first),
  'a variable in an identity policy': inDocument('a1/p2.json', (all) => [
    ...all,
    statement({ Action: 's3:PutObject', Resource: `${bucket}/\${aws:PrincipalAccount}/*` }),
  ]),
  'a permission to assume roles': inDocument('a1/p3.json', (all) => [
    ...all,
    statement({ Action: 'sts:AssumeRole' }),
  ]),
  'a deny less in a bucket policy': inDocument('buckets/b0.json', first),
  'a condition less in a bucket policy': both(
    inDocument('buckets/b0.json', (all) => all.map((one) => ({ ...one, Condition: undefined }))),
    inThing('buckets', 'b0', (one) => ({ ...one, blockPublicAccess: false })),
  ),
  'a principal more in a bucket policy': inDocument('buckets/b1.json', (all) => [
    ...all,
    statement({
      Principal: partner,
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [`arn:aws:s3:::company-bucket-1`, `arn:aws:s3:::company-bucket-1/inbox/*`],
    }),
  ]),
  'a key handed to another account': inDocument('keys/k0.json', (all) => [
    ...all,
    statement({ Principal: partner, Action: 'kms:*' }),
  ]),
  'a key without its owner': both(
    inDocument('keys/k1.json', (all) => all.map((one) => ({ ...one, Action: 'kms:Decrypt' }))),
    inThing('keys', 'k1', (key) => ({ ...key, bypassLockoutCheck: true })),
  ),
  'a grant': inThing('keys', 'k0', (key) => ({
    ...key,
    grants: { reads: { grantee: '{{roles.a2-p1.arn}}', operations: ['Decrypt'] } },
  })),
  'an encryption demanded of uploads': inDocument('buckets/b0.json', (all) => [
    ...all,
    deniedUpload(0, { StringNotEquals: { [ALGORITHM]: 'aws:kms' } }),
  ]),
  "another bucket's key demanded of uploads": inDocument('buckets/b1.json', (all) => [
    ...all,
    deniedUpload(1, { StringNotEquals: { [KEY_ID]: '{{keys.k0.arn}}' } }),
  ]),
  'no default encryption for uploads': inDocument('buckets/b0.json', (all) => [
    ...all,
    deniedUpload(0, { Null: { [ALGORITHM]: 'true' } }),
  ]),
  'a deny of keys in an identity policy': inDocument('a1/p1.json', (all) => [
    ...all,
    statement({ Action: 's3:PutObject' }),
    statement({ Effect: 'Deny', Action: 'kms:GenerateDataKey' }),
  ]),
  'a deny of the keys of one account': both(
    inDocument('a1/p2.json', (all) => [...all, statement({ Action: 's3:PutObject' })]),
    inDocument('guard.json', (all) => [
      ...all,
      statement({
        ...{ Effect: 'Deny', Action: 'kms:GenerateDataKey' },
        Resource: 'arn:aws:kms:*:100000000001:key/*',
      }),
    ]),
  ),
  'a new trust': inDocument('a1/trusts-own.json', (all) => [
    ...all,
    { Effect: 'Allow', Principal: partner, Action: 'sts:AssumeRole' },
  ]),
  'a service control policy': inDocument('guard.json', (all) => [
    ...all,
    statement({ Effect: 'Deny', Action: 's3:PutObject' }),
  ]),
  'no service control policy': organization(() => ({ serviceControlPolicies: {} })),
  'a resource control policy': both(
    withFile('rcp.json', {
      Effect: 'Deny',
      Principal: everything,
      Action: 's3:GetObject',
      Resource: everything,
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
    organization(() => ({ resourceControlPolicies: { perimeter: 'rcp.json' } })),
  ),
  'a level without FullAWSAccess': organization(() => ({ fullAwsAccess: false })),
  'an account outside the organization': organization(({ units }) => {
    const [[name, unit] = ['', {}]] = Object.entries(Object(units));
    return { units: { [name]: { ...Object(unit), accounts: { a2: {} } } } };
  }),
  'a role less': inThing('roles', 'a1-p2', () => undefined),
  'a user more': inThing('users', 'new', () => ({ account: 'a2', policies: ['a2/p1.json'] })),
  'a tag of a role': inThing('roles', 'a1-p1', (role) => ({ ...role, tags: { team: 'platform' } })),
  'a boundary': both(
    withFile('boundary.json', statement({ Action: 's3:*' })),
    inThing('roles', 'a2-p1', (role) => ({ ...role, boundary: 'boundary.json' })),
  ),
  'a managed policy of AWS': inThing('roles', 'a3-p1', (role) => ({
    ...role,
    managedPolicies: { all: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  })),
  'another key of a bucket': inThing('buckets', 'b0', (one) => ({ ...one, encryption: '{{keys.k1.arn}}' })),
  'an alias in place of a key': both(
    inThing('keys', 'k0', (key) => ({ ...key, alias: 'alias/data' })),
    inThing('buckets', 'b0', (one) => ({ ...one, encryption: 'alias/data' })),
  ),
  'a bucket without a key': inThing('buckets', 'b1', (one) => ({ ...one, encryption: undefined })),
  'no Block Public Access': inThing('buckets', 'b0', (one) => ({ ...one, blockPublicAccess: false })),
  'a fact that is stated': ({ document, files }) => ({
    files,
    document: { ...document, assume: { 'aws:SecureTransport': 'false' } },
  }),
};
