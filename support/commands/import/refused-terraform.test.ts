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
});
