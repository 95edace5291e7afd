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
    'plan.json | aws_vpc_endpoint_policy.of-others | the VPC endpoint vpce-99999999 is in none of the sources | what is said of it is left out',
  ]);
});
