import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Files, inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const PLANS = 'support/import/testing/plans';

describe('keyhole import terraform', () => {
  const args = ['p.json', '--account', 'data=222222222222', '--out', 'out'];

  test.each<[string, Files, readonly string[], RegExp]>([
    ['a file that does not exist', {}, args, /^keyhole: p\.json cannot be read/],
    [
      'JSON that is cut off',
      { 'p.json': '{"format_version":"1.2","resource_ch' },
      args,
      /^keyhole: p\.json is not JSON, or it is cut off: write it with: terraform show -json/,
    ],
    [
      'a folder without a configuration',
      { 'p.json': '{}', 'elsewhere/a.txt': '' },
      [...args, '--source', 'elsewhere'],
      /^keyhole: elsewhere has no configuration of Terraform: name the folder that was planned/,
    ],
    [
      'a template, with the command that reads it',
      { 'p.json': 'Resources:\n  Data: { Type: AWS::S3::Bucket }\n' },
      args,
      /^keyhole: p\.json is a template of CloudFormation: keyhole import cloudformation reads it/,
    ],
    ['an empty file', { 'p.json': '' }, args, /^keyhole: p\.json is empty: write it with/],
    [
      'a plan as Terraform keeps it',
      { 'p.json': 'PK\u0003\u0004' },
      args,
      /^keyhole: p\.json is a plan as Terraform keeps it, not JSON/,
    ],
    [
      'a state as Terraform keeps it',
      { 'p.json': '{"version":4,"resources":[]}' },
      args,
      /^keyhole: p\.json is a state as Terraform keeps it/,
    ],
    ['other JSON', { 'p.json': '{"Resources":{}}' }, args, /^keyhole: p\.json is neither a plan nor a state/],
    [
      'a plan of another format',
      { 'p.json': '{"format_version":"2.0","resource_changes":[]}' },
      args,
      /^keyhole: p\.json is a plan of the format 2\.0, and keyhole reads 1\.x/,
    ],
    [
      'a state of another format',
      { 'p.json': '{"format_version":"3.1","values":{}}' },
      args,
      /^keyhole: p\.json is a state of the format 3\.1, and keyhole reads 0\.x and 1\.x/,
    ],
    ['an empty state', { 'p.json': '{"format_version":"1.0"}' }, args, /^keyhole: p\.json is an empty state/],
    [
      'a plan that failed',
      { 'p.json': '{"format_version":"1.2","resource_changes":[],"errored":true}' },
      args,
      /^keyhole: p\.json is a plan that failed/,
    ],
    [
      'a provider without an account',
      { 'p.json': readFileSync(`${PLANS}/write-only.json`, 'utf8') },
      [
        'p.json',
        '--account',
        'data=222222222222:default',
        '--account',
        'other=333333333333:aws_s3_bucket.intake',
        '--out',
        'out',
      ],
      /^keyhole: p\.json: aws_kms_(?:key|alias)\.shared is of an unknown account: say whose it is, as in --account NAME=ID:security/,
    ],
  ])('refuses %s', async (_, files, given, message) => {
    using _folder = inFolder(files);
    const { exitCode, stderr } = await keyholeHere('import', 'terraform', ...given);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  const resource = { address: 'aws_s3_bucket.data', mode: 'managed', type: 'aws_s3_bucket', name: 'data' };
  const change = { ...resource, change: { actions: ['create'], after: { bucket: 'acme-data' } } };
  const plan = (members: object) => ({ format_version: '1.2', resource_changes: [], ...members });
  const values = (root: unknown) => ({ format_version: '1.0', values: { root_module: root } });

  test.each<[string, object]>([
    ['resource_changes is not a list', plan({ resource_changes: { 0: change } })],
    ['resource_changes[0] is not an object', plan({ resource_changes: ['aws_s3_bucket.data'] })],
    [
      'resource_changes[1].module_address is null, not a text',
      plan({ resource_changes: [change, { ...change, module_address: null }] }),
    ],
    ['resource_changes[0].type is missing', plan({ resource_changes: [{ ...change, type: undefined }] })],
    [
      'resource_changes[0].index is not a text or a number',
      plan({ resource_changes: [{ ...change, index: {} }] }),
    ],
    ['resource_changes[0].change is missing', plan({ resource_changes: [resource] })],
    ['deferred_changes[0].resource_change is missing', plan({ deferred_changes: [{ reason: 'unknown' }] })],
    [
      'deferred_changes[0].resource_change.type is null, not a text',
      plan({ deferred_changes: [{ resource_change: { ...change, type: null } }] }),
    ],
    [
      'configuration.root_module.module_calls.lake.module.resources[0].provider_config_key is null, not a text',
      plan({
        configuration: {
          root_module: {
            module_calls: { lake: { module: { resources: [{ ...resource, provider_config_key: null }] } } },
          },
        },
      }),
    ],
    ['configuration.root_module is not an object', plan({ configuration: { root_module: [] } })],
    [
      'prior_state.values.root_module.resources[0].address is missing',
      plan({ prior_state: values({ resources: [{}] }) }),
    ],
    [
      'values.root_module.child_modules[0].address is null, not a text',
      values({ child_modules: [{ address: null }] }),
    ],
  ])('refuses a plan or state of another form, and names the place: %s', async (fault, written) => {
    using _folder = inFolder({ 'p.json': JSON.stringify(written) });
    expect(await keyholeHere('import', 'terraform', ...args)).toMatchObject({
      exitCode: 2,
      stderr: `keyhole: p.json: ${fault}: write it with: terraform show -json plan.out > plan.json\n`,
    });
  });
});
