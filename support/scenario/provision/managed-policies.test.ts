import { ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../cast/actors.ts';
import { allowing, trustsLambda, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';
import { provision } from './provision.ts';
import { recreateRole } from './roles.ts';

const written = new WrittenScenario();
let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const role = (members: string) =>
  `{ account: data, trust: trust.json, assumedBy: { service: lambda.amazonaws.com }, ${members} }`;

function write(roles: Readonly<Record<string, string>>): void {
  const lines = Object.entries(roles).map(([name, members]) => `  ${name}: ${role(members)}\n`);
  written.write({
    'own/scenario.yaml': `${twoAccounts}roles:\n${lines.join('')}buckets:\n  reports: { account: data, bucketName: acme-reports }\n`,
    'own/trust.json': trustsLambda,
    'iam/read.json': allowing('s3:GetObject'),
    'iam/write.json': allowing('s3:PutObject'),
  });
}

test('documents of a principal are inline policies, or managed ones that principals share', async () => {
  write({
    reader: 'policies: [../iam/read.json, ../iam/write.json], managedPolicies: { team: ../iam/read.json }',
    writer: 'managedPolicies: { team: ../iam/read.json, more: ../iam/write.json }',
  });
  const provisioned = await provision(written.load(), lab.endpoint);
  const { iam } = provisioned.root('data');
  const attached = async (RoleName: string) =>
    (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies?.map(
      ({ PolicyArn }) => PolicyArn,
    );
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'reader' }));
  expect(PolicyNames).toEqual(['read', 'write']);
  expect(await attached('reader')).toEqual(['arn:aws:iam::111111111111:policy/team']);
  expect(await attached('writer')).toEqual([
    'arn:aws:iam::111111111111:policy/more',
    'arn:aws:iam::111111111111:policy/team',
  ]);
  await recreateRole(provisioned, 'writer');
  expect(await attached('writer')).toHaveLength(2);
});

test('a managed policy may have a path in IAM, which is in its ARN', async () => {
  write({ reader: 'managedPolicies: { teams/data/read: ../iam/read.json }' });
  const provisioned = await provision(written.load(), lab.endpoint);
  const attached = await provisioned
    .root('data')
    .iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'reader' }));
  expect(attached.AttachedPolicies).toEqual([
    { PolicyName: 'read', PolicyArn: 'arn:aws:iam::111111111111:policy/teams/data/read' },
  ]);
  write({
    reader: 'managedPolicies: { teams/read: ../iam/read.json }',
    writer: 'managedPolicies: { read: ../iam/read.json }',
  });
  expect(() => written.load()).toThrow(/has two managed policies "read"/);
});

test('a managed policy of AWS allows what AWS lets it allow, also as a boundary', async () => {
  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  write({
    writer: 'policies: [../iam/write.json]',
    reader: `managedPolicies: [${readOnly}]`,
    bounded: `policies: [../iam/write.json, ../iam/read.json], boundary: ${readOnly}`,
  });
  const actors = new Actors(await provision(written.load(), lab.endpoint));
  const s3Of = async (name: string) => (await actors.as({ kind: 'named', name })).clients.s3;
  const object = { Bucket: 'acme-reports', Key: 'a.txt' };
  const put = new PutObjectCommand({ ...object, Body: 'a' });
  const get = new GetObjectCommand(object);

  await (await s3Of('writer')).send(put);
  for (const name of ['reader', 'bounded']) {
    const s3 = await s3Of(name);
    await s3.send(get);
    await expect(s3.send(put)).rejects.toThrow('is not authorized to perform: s3:PutObject');
  }
  const denial = lab.decisionLog.records().at(-1)?.decisions[0];
  expect(denial).toMatchObject({ result: 'Denied', layer: 'boundary' });
});
