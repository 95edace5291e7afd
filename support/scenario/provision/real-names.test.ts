import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../cast/actors.ts';
import { castNames } from '../cast/cast-names.ts';
import { resolvePrincipal } from '../cast/resolve-principal.ts';
import { resolveResource } from '../cast/resolve-resource.ts';
import {
  allowing,
  keyPolicy,
  policyOf,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../testing/written-scenario.ts';
import { provision } from './provision.ts';

const written = new WrittenScenario();
let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const KEY_ARN = 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const READER = 'arn:aws:iam::111111111111:role/teams/Reader';
const trusting = (AWS: string | readonly string[]) =>
  policyOf({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });

/** A scenario whose documents have the ARNs of AWS: nothing of them is a placeholder. */
function write(): void {
  written.write({
    'own/scenario.yaml': `${twoAccounts}roles:
  reader:
    account: data
    roleName: Reader
    path: /teams/
    trust: lambda.json
    assumedBy: { service: lambda.amazonaws.com }
    policies: [decrypt.json]
  auditor:
    account: partner
    roleName: Auditor
    trust: auditor.json
    assumedBy: { role: reader }
keys:
  reports: { account: data, policy: key.json, arn: "${KEY_ARN}" }
buckets:
  reports: { account: data, bucketName: acme-reports, encryption: "${KEY_ARN}" }
`,
    'own/lambda.json': trustsLambda,
    'own/decrypt.json': policyOf(
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN },
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::222222222222:role/Auditor' },
    ),
    'own/auditor.json': trusting([READER, 'arn:aws:iam::222222222222:role/Auditor']),
    'own/key.json': keyPolicy.replace(
      '"{{accounts.data.root}}"',
      `["111111111111", "arn:aws:iam::999999999999:role/ops/Deployer"]`,
    ),
  });
}

test('documents with the ARNs of AWS hold for the things that the scenario creates', async () => {
  write();
  const provisioned = await provision(written.load(), lab.endpoint);
  const { iam, kms, s3 } = provisioned.root('data');
  const made = provisioned.value('keys.reports.arn');
  expect(made).not.toBe(KEY_ARN);

  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'Reader', PolicyName: 'decrypt' }),
  );
  expect(JSON.parse(decodeURIComponent(PolicyDocument)).Statement[0].Resource).toBe(made);
  const { ServerSideEncryptionConfiguration } = await s3.send(
    new GetBucketEncryptionCommand({ Bucket: 'acme-reports' }),
  );
  expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toMatchObject({
    KMSMasterKeyID: made,
  });
  expect(resolveResource(KEY_ARN, 'key', provisioned)).toEqual({ arn: made, account: '111111111111' });

  // The principal of another account exists there, so that AWS takes the policy.
  const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId: made }));
  expect(JSON.parse(Policy).Statement[0].Principal.AWS).toContain(
    'arn:aws:iam::999999999999:role/ops/Deployer',
  );
});

test('a role has its real name and path, and its sessions have the name that features use', async () => {
  write();
  const provisioned = await provision(written.load(), lab.endpoint);
  const { clients, arn = '' } = await new Actors(provisioned).as({ kind: 'named', name: 'auditor' });
  const { Arn } = await clients.sts.send(new GetCallerIdentityCommand({}));
  expect(arn).toBe('arn:aws:sts::222222222222:assumed-role/Auditor/spec');
  expect(Arn).toBe(arn);
  expect(castNames(provisioned)(arn)).toBe('the auditor role');
  expect(castNames(provisioned)(READER)).toBe('the reader role');
  const session = 'arn:aws:sts::111111111111:assumed-role/Reader/spec';
  const principal = await resolvePrincipal(session, {
    provisioned,
    actors: new Actors(provisioned),
    gateway: lab,
  });
  expect(principal).toMatchObject({ arn: session, roleArn: READER });
});

test('a key policy that names its own key by the ARN of AWS is about the key that is created', async () => {
  write();
  written.write({
    'own/key.json': policyOf(
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111111111111:root' },
        Action: 'kms:*',
        Resource: KEY_ARN,
      },
      { Effect: 'Deny', Principal: { AWS: READER }, Action: 'kms:DescribeKey', Resource: KEY_ARN },
    ),
    'own/decrypt.json': allowing('kms:*', 'sts:AssumeRole'),
  });
  const provisioned = await provision(written.load(), lab.endpoint);
  const { clients } = await new Actors(provisioned).as({ kind: 'named', name: 'reader' });
  const KeyId = provisioned.value('keys.reports.arn');
  await clients.kms.send(new GetKeyPolicyCommand({ KeyId }));
  await expect(clients.kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow(
    'with an explicit deny in a resource-based policy',
  );
});

test('two principals of another account that cannot exist side by side are refused by name', async () => {
  write();
  const of = (path: string) => `arn:aws:iam::999999999999:role/${path}`;
  written.write({
    'own/key.json': keyPolicy.replace(
      '"{{accounts.data.root}}"',
      JSON.stringify(['111111111111', of('ops/Deployer'), of('Deployer')]),
    ),
  });
  await expect(provision(written.load(), lab.endpoint)).rejects.toMatchObject({
    code: 'setup-failed',
    message: expect.stringMatching(
      /own\/scenario\.yaml: could not create arn:aws:iam::999999999999:role\/Deployer, which a document names as a principal: EntityAlreadyExists/,
    ),
  });
});
