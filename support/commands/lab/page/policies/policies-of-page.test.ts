import {
  CreatePolicyCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  ListAccessKeysCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, GetKeyPolicyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../../aws/aws-error.ts';
import { clientsFor } from '../../../../client/clients.ts';
import { rootOf } from '../../../../client/identity.ts';
import { PLAIN } from '../../../../gateway/record/decision-report.ts';
import { type Lab, startLab } from '../../../../gateway/serving/lab.ts';
import type { PolicyPlace } from '../../../../lab-page/policy-place.ts';
import { namesAndSources } from '../../../../scenario/cast/names-and-sources.ts';
import { documentedScenarios, scenarioNamed } from '../../../../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../../../../scenario/document/scenario.ts';
import {
  allowing,
  keyPolicy,
  policyOf,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../../../../scenario/testing/written-scenario.ts';
import { playScenario } from '../../play-scenario.ts';
import { RequestsOfLab } from '../requests-of-lab.ts';
import { PoliciesOfPage } from './policies-of-page.ts';

const written = new WrittenScenario();
let lab: Lab | undefined;
afterEach(async () => {
  await lab?.[Symbol.asyncDispose]();
  lab = undefined;
});

async function policiesIn(scenario?: Scenario) {
  const gateway = await startLab();
  lab = gateway;
  const played =
    scenario && (await playScenario(scenario, gateway, { quotas: {}, facts: (around) => around }));
  const describing = played === undefined ? PLAIN : namesAndSources(played.provisioned);
  const requests = new RequestsOfLab(
    () => gateway.decisionLog,
    () => describing,
  );
  const policies = new PoliciesOfPage({ gateway, describing: () => describing, played, requests });
  const at = async (title: string): Promise<PolicyPlace> => {
    const found = (await policies.list()).places.find((place) => place.title === title);
    if (found === undefined) throw new TypeError(`no place is ${title}`);
    return found;
  };
  const root = (account: string) =>
    clientsFor({ endpoint: gateway.endpoint, identity: rootOf(account), region: 'eu-west-1' });
  return { gateway, policies, requests, at, root, played };
}

const SHARED_KEY = 'the key policy of the shared key';
const SECURITY = 'the root user of the security account';
const BUCKET = 'the bucket policy of the write-only bucket';
const INTAKE = 'the root user of the intake account';

describe('the policies of a lab', () => {
  test.each([...documentedScenarios().keys()])('are at first as the scenario %s has them', async (name) => {
    const { policies } = await policiesIn(scenarioNamed(name));
    const { places } = await policies.list();
    expect(places.length).toBeGreaterThan(1);
    const strange = places.filter(({ text, origin }) => text !== origin?.text);
    expect(strange.map(({ title }) => title)).toEqual([]);
    expect(new Set(places.map((place) => place.name)).size).toBe(places.length);
  });

  test('include what any client made, in a lab without a scenario', async () => {
    const { policies, root } = await policiesIn();
    expect(await policies.list()).toEqual({ places: [], unread: [] });
    const { s3, kms } = root('123456789012');
    await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
    await kms.send(new CreateKeyCommand({}));
    const { places } = await policies.list();
    expect(places.map(({ title, text }) => [title, text === undefined])).toEqual([
      [expect.stringMatching(/^the key policy of the key [0-9a-f-]{36}$/), false],
      ['the bucket policy of the bucket reports', true],
    ]);
    const [key] = places;
    expect(key?.setters).toEqual(['the root user of the account 123456789012']);
  });

  test('that the store does not give out are named, and the others are listed', async () => {
    const { gateway, played, requests } = await policiesIn(scenarioNamed('write-only-bucket'));
    const describing = () => PLAIN;
    const without: typeof gateway = Object.create(gateway, {
      read: {
        value: async (lookup: Parameters<typeof gateway.read>[0]) => {
          if (lookup.service === 'dynamodb')
            throw new AwsError('InternalFailure', 501, 'dynamodb is not enabled');
          return gateway.read(lookup);
        },
      },
    });
    const policies = new PoliciesOfPage({ gateway: without, describing, played, requests });
    const { places, unread } = await policies.list();
    expect(unread).toEqual(['The policies of tables: dynamodb is not enabled']);
    expect(places.length).toBeGreaterThan(10);
  });

  test('are read again once a request may have changed one', async () => {
    const { policies, root } = await policiesIn(scenarioNamed('write-only-bucket'));
    const { s3 } = root('222222222222');
    const before = policies.version();
    await s3.send(new ListBucketsCommand({}));
    expect(policies.version()).toBe(before);
    await s3.send(new CreateBucketCommand({ Bucket: 'another' }));
    expect(policies.version()).not.toBe(before);
  });
});

describe('a draft', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['that is not JSON', '{ "Version": "2012-10-17", }'],
    ['that is empty', ''],
    ['with a wrong effect', policyOf({ Effect: 'Alow', Principal: '*', Action: 'kms:*', Resource: '*' })],
    [
      'that names a role that does not exist',
      policyOf(
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:role/x' },
          Action: 'kms:*',
          Resource: '*',
        },
      ),
    ],
    [
      'that locks its owner out',
      policyOf({ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }),
    ],
    ['that is too long', ' '.repeat(40_000)],
  ];

  test.each(refused)('%s is refused by the very words of AWS, and nothing changes', async (_, text) => {
    const { policies, at, root, gateway, played } = await policiesIn(scenarioNamed('write-only-bucket'));
    const place = await at(SHARED_KEY);
    const logged = gateway.decisionLog.records().length;
    const [finding] = await policies.check(place, { text, setter: SECURITY });
    expect(gateway.decisionLog.records()).toHaveLength(logged);
    const { kms } = root('111111111111');
    const KeyId = played?.provisioned.value('keys.shared.id');
    const sent = kms.send(new PutKeyPolicyCommand({ KeyId, Policy: text }));
    const error: unknown = await sent.catch((thrown: unknown) => thrown);
    expect(finding).toMatchObject({ severity: 'refused', code: Reflect.get(Object(error), 'name') });
    expect(finding?.words).toBe(Reflect.get(Object(error), 'message'));
    const { isSet } = await policies.apply(place, { text, setter: SECURITY });
    expect(isSet).toBe(false);
    expect((await at(SHARED_KEY)).text).toBe(place.text);
  });

  test('that is refused has the line and the column of the fault', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('write-only-bucket'));
    const text = '{\n  "Version": "2012-10-17"\n  "Statement": []\n}';
    const findings = await policies.check(await at(BUCKET), { text, setter: INTAKE });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'MalformedPolicy',
        line: 3,
        column: 3,
        detail: expect.stringMatching(/JSON/),
      }),
    ]);
  });

  test('that AWS takes is warned of what AWS does not have', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('write-only-bucket'));
    const place = await at('the inline policy "S3access" of the transfer role');
    const text = place.text?.replace('s3:GetObject', 's3:GetObjekt');
    const findings = await policies.check(place, { text, setter: INTAKE });
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'warning', words: expect.stringContaining('s3:GetObjekt') }),
    ]);
    expect(text?.split('\n')[(findings[0]?.line ?? 0) - 1]).toContain('GetObjekt');
  });

  test('of a principal that may not set it is refused, with the reason', async () => {
    const { policies, at, gateway } = await policiesIn(scenarioNamed('write-only-bucket'));
    const place = await at(BUCKET);
    const [finding] = await policies.check(place, { text: place.text, setter: 'the transfer role' });
    expect(finding).toMatchObject({ severity: 'refused', code: 'AccessDenied' });
    const sessions = gateway.decisionLog
      .records()
      .filter(({ operation }) => operation === 'AssumeRole').length;
    await policies.check(place, { text: place.text, setter: 'the transfer role' });
    expect(gateway.decisionLog.records().filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(
      sessions,
    );
  });

  test.each(['the outsider', 'arn:aws:iam::444444444444:root', ''])(
    'of %p is refused: it is no principal of the account',
    async (setter) => {
      const { policies, at } = await policiesIn(scenarioNamed('write-only-bucket'));
      const place = await at(BUCKET);
      const { findings, isSet } = await policies.apply(place, { text: place.text, setter });
      expect({ isSet, words: findings.map(({ words }) => words) }).toEqual({
        isSet: false,
        words: [`"${setter}" is no principal of the account 222222222222`],
      });
    },
  );
});

describe('a document that is applied', () => {
  test('is in force at once, is a request of the list, and tells which what-ifs end otherwise', async () => {
    const { policies, requests, at, root } = await policiesIn(scenarioNamed('write-only-bucket'));
    const place = await at(SHARED_KEY);
    const text = place.text?.replace('"kms:Encrypt"', '"kms:Encrypt", "kms:Decrypt"') ?? '';
    const { isSet, decision, changed, compared } = await policies.apply(place, { text, setter: SECURITY });
    expect(isSet).toBe(true);
    expect(compared).toBeGreaterThan(100);
    expect(changed).toContainEqual({
      ask: {
        principal: 'the intake administrator',
        action: 'kms:Decrypt',
        resource: 'the shared key',
        via: '',
      },
      principal: 'the intake administrator',
      resource: 'the shared key',
      before: 'denied',
      after: 'allowed',
    });
    expect(requests.list().map(({ id, operation }) => [id, operation])).toEqual([[decision, 'PutKeyPolicy']]);
    const KeyId = requests.list()[0]?.decisions[0]?.resource;
    const { Policy } = await root('111111111111').kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(Policy).toBe(text);
    const undone = await policies.apply(await at(SHARED_KEY), { text: place.text, setter: SECURITY });
    expect(undone.changed.map(({ before, after }) => [before, after])).toEqual(
      changed.map(({ before, after }) => [after, before]),
    );
  });

  test('can be removed where AWS needs none, and not elsewhere', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('write-only-bucket'));
    const bucket = await at(BUCKET);
    expect(bucket.isOptional).toBe(true);
    expect(await policies.apply(bucket, { text: undefined, setter: INTAKE })).toMatchObject({ isSet: true });
    expect((await at(BUCKET)).text).toBeUndefined();
    expect(await policies.apply(await at(BUCKET), { text: bucket.text, setter: INTAKE })).toMatchObject({
      isSet: true,
    });
    const key = await at(SHARED_KEY);
    expect(key.isOptional).toBe(false);
    expect(await policies.apply(key, { text: undefined, setter: SECURITY })).toMatchObject({ isSet: false });
  });

  test('tells that a role can no longer be assumed by its service', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('write-only-bucket'));
    const place = await at('the trust policy of the processing role');
    const text = place.text?.replace('ec2.amazonaws.com', 'lambda.amazonaws.com');
    const { changed } = await policies.apply(place, {
      text,
      setter: 'the root user of the processing account',
    });
    expect(changed.map(({ principal, before, after }) => [principal, before, after])).toEqual([
      ['the service ec2.amazonaws.com', 'allowed', 'denied'],
    ]);
  });

  test('is compared for the others of the cast, if a client has deleted a user', async () => {
    written.write({
      'own/scenario.yaml': `${twoAccounts}keys: { own: { account: data, policy: key.json } }
users: { kim: { account: data } }
`,
      'own/key.json': keyPolicy,
    });
    const { policies, at, root } = await policiesIn(written.load());
    const { iam } = root('111111111111');
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: 'kim' }));
    for (const { AccessKeyId } of AccessKeyMetadata)
      await iam.send(new DeleteAccessKeyCommand({ UserName: 'kim', AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'kim' }));
    const place = await at('the key policy of the own key');
    const setter = 'the root user of the data account';
    const { isSet, compared } = await policies.apply(place, { text: `${place.text}\n`, setter });
    expect({ isSet, isCompared: compared > 0 }).toEqual({ isSet: true, isCompared: true });
  });

  test('of a managed policy is a new version, and the oldest gives way', async () => {
    const { policies, at, root } = await policiesIn();
    const { iam } = root('123456789012');
    await iam.send(new CreatePolicyCommand({ PolicyName: 'own', PolicyDocument: allowing('s3:ListBucket') }));
    for (const action of ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'kms:Encrypt', 'sts:AssumeRole']) {
      const setter = 'the root user of the account 123456789012';
      const change = await policies.apply(await at('the managed policy "own"'), {
        text: allowing(action),
        setter,
      });
      expect(change).toMatchObject({ isSet: true });
    }
    expect((await at('the managed policy "own"')).text).toBe(allowing('sts:AssumeRole'));
    const PolicyArn = 'arn:aws:iam::123456789012:policy/own';
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions.map(({ VersionId }) => VersionId).toSorted()).toEqual(['v2', 'v3', 'v4', 'v5', 'v6']);
  });
});

describe('policies that no request sets', () => {
  async function organization() {
    written.write({
      'own/scenario.yaml': `${twoAccounts}
organization:
  id: o-exampleorgid
  root: r-ab12
  managementAccount: partner
  serviceControlPolicies: { guard: policies/scp.json }
  accounts: { data: {} }
keys: { own: { account: data, description: own, policy: policies/key.json } }
roles:
  reader:
    account: data
    trust: policies/trust.json
    assumedBy: { service: lambda.amazonaws.com }
    policies: { all: policies/all.json }
    boundary: policies/boundary.json
endpoints: { office: { id: vpce-1a2b3c4d, vpc: vpc-1a2b3c4d, policy: policies/endpoint.json } }
`,
      'own/policies/key.json': keyPolicy,
      'own/policies/trust.json': trustsLambda,
      'own/policies/all.json': allowing('kms:*'),
      'own/policies/boundary.json': allowing('kms:*', 's3:*'),
      'own/policies/scp.json': policyOf({ Effect: 'Deny', Action: 'kms:Encrypt', Resource: '*' }),
      'own/policies/endpoint.json': policyOf({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
      }),
    });
    return policiesIn(written.load());
  }

  test('are listed with the others, each as the scenario has it', async () => {
    const { policies } = await organization();
    const { places } = await policies.list();
    expect(places.map(({ title, text, origin }) => [title, text === origin?.text])).toEqual([
      ['the key policy of the own key', true],
      ['the trust policy of the reader role', true],
      ['the inline policy "all" of the reader role', true],
      ['the managed policy "reader-boundary"', true],
      ['the service control policy "guard" of the root', true],
      ['the policy of the VPC endpoint vpce-1a2b3c4d', true],
    ]);
  });

  test('hold at once', async () => {
    const { policies, at, gateway } = await organization();
    const before = policies.version();
    const text = policyOf({ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' });
    const change = await policies.apply(await at('the service control policy "guard" of the root'), {
      text,
      setter: '',
    });
    expect(change.isSet).toBe(true);
    expect(
      change.changed.map(({ ask, before: was, after }) => [ask.action, ask.via, was, after]),
    ).toContainEqual(['kms:Decrypt', '', 'allowed', 'denied']);
    expect(policies.version()).not.toBe(before);
    expect(gateway.surroundings.organization?.root.serviceControlPolicies).toEqual([
      { name: 'guard', document: text },
    ]);
    const endpoint = await at('the policy of the VPC endpoint vpce-1a2b3c4d');
    const closed = policyOf({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' });
    expect(await policies.apply(endpoint, { text: closed, setter: '' })).toMatchObject({ isSet: true });
    expect(gateway.surroundings.endpoints?.[0]?.policy).toBe(closed);
  });

  test.each([
    ['that is not JSON', '{', 1],
    ['with a principal', policyOf({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }), 6],
    ['with a misspelt action', policyOf({ Effect: 'Deny', Action: 'kms:Decript', Resource: '*' }), 6],
    [
      'that is too long',
      policyOf({ Sid: 'a'.repeat(12_000), Effect: 'Deny', Action: 'kms:*', Resource: '*' }),
      undefined,
    ],
  ])('are refused %s, with the place', async (_, text, line) => {
    const { policies, at } = await organization();
    const place = await at('the service control policy "guard" of the root');
    const { findings, isSet } = await policies.apply(place, { text, setter: '' });
    expect(isSet).toBe(false);
    expect(findings[0]).toMatchObject({ severity: 'refused', ...(line !== undefined && { line }) });
    expect((await at('the service control policy "guard" of the root')).text).toBe(place.text);
  });
});
