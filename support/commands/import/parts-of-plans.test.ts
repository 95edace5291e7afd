import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { type PlannedResource, terraformPlan } from '../testing/terraform-plan.ts';

async function scenarioOf(resources: Readonly<Record<string, PlannedResource>>) {
  const args = ['plan.json', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'terraform', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  return { ...parse(readFileSync('out/scenario.yaml', 'utf8')), resources };
}

test('A plan may have the policies of VPC endpoints and the policies of groups apart from them', async () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
  });
  const endpoint = (id: string, service: string) => ({
    type: 'aws_vpc_endpoint',
    values: { id, service_name: `com.amazonaws.eu-west-1.${service}`, vpc_id: 'vpc-1a2b3c4d' },
  });
  const policyOf = (vpc_endpoint_id: string) => ({
    type: 'aws_vpc_endpoint_policy',
    values: { vpc_endpoint_id, policy },
  });
  const resources = {
    files: endpoint('vpce-1a2b3c4d', 's3'),
    keys: endpoint('vpce-5a6b7c8d', 'kms'),
    'of-files': policyOf('vpce-1a2b3c4d'),
    'of-keys': policyOf('vpce-5a6b7c8d'),
    'of-others': policyOf('vpce-99999999'),
    readers: { type: 'aws_iam_group', values: { name: 'readers' } },
    only: {
      type: 'aws_iam_group_policy_attachments_exclusive',
      values: { group_name: 'readers', policy_arns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] },
    },
    inline: {
      type: 'aws_iam_group_policies_exclusive',
      values: { group_name: 'readers', policy_names: ['own'] },
    },
  };
  using _folder = inFolder({ 'plan.json': terraformPlan(resources) });
  const { endpoints, groups } = await scenarioOf(resources);
  expect(Object.keys(endpoints)).toEqual(['files']);
  expect(JSON.parse(readFileSync(join('out', endpoints.files.policy), 'utf8'))).toEqual(JSON.parse(policy));
  expect(groups.readers.managedPolicies).toEqual({
    AmazonS3ReadOnlyAccess: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
  });
  expect(gapsIn('out')).toEqual([
    'plan.json | aws_vpc_endpoint.keys | service_name | a scenario has VPC endpoints for S3 alone | the endpoint is left out: no request comes through it here, and what its policy denies is allowed',
    'plan.json | aws_vpc_endpoint_policy.of-others | the VPC endpoint vpce-99999999 is in none of the sources | what is said of it is left out',
  ]);
});

test('A part of an account that is nothing of the plan is refused, since its resources would be of another account', async () => {
  const resources = { readers: { type: 'aws_iam_group', values: { name: 'readers' } } };
  using _folder = inFolder({ 'plan.json': terraformPlan(resources) });
  const refusal = async (part: string) => {
    const args = ['--account', `data=222222222222:${part}`, '--out', 'out', '--force'];
    const { exitCode, stderr } = await keyholeHere('import', 'terraform', 'plan.json', ...args);
    return exitCode === 0 ? 'taken' : stderr.replaceAll(/\s+/g, ' ');
  };
  expect(await refusal('default')).toBe('taken');
  expect(await refusal('aws_iam_group.readers')).toBe('taken');
  expect(await refusal('securty')).toMatch(
    'securty names no provider, module or resource of plan.json: its providers are default',
  );
});

test('The fault of an access point policy is told as such', async () => {
  const policy = JSON.stringify({ Version: '2012-10-17' });
  const resources = {
    data: { type: 'aws_s3_bucket', values: { bucket: 'acme-data', id: 'acme-data' } },
    reports: { type: 'aws_s3_access_point', values: { name: 'reports', bucket: 'acme-data', policy } },
  };
  using _folder = inFolder({ 'plan.json': terraformPlan(resources) });
  const args = ['plan.json', '--account', 'data=222222222222', '--out', 'out'];
  const { stderr } = await keyholeHere('import', 'terraform', ...args);
  expect(stderr).toMatch(/this is not an access point policy: Statement is missing/);
});
