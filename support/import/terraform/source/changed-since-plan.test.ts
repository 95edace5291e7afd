import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readTerraform } from '../read-terraform.ts';
import { changedSincePlan } from './changed-since-plan.ts';

const PARTNERS = 'support/import/testing/configurations/partners';
const EXAMPLE = 'examples/infrastructure-as-code/infrastructure';

function configurationOf(folder: string) {
  const { configuration } = readTerraform(join(folder, 'plan.json'), 'plan.json');
  if (configuration === undefined) throw new Error('a plan has a configuration');
  return configuration;
}

describe('what was changed in a configuration after it was planned', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyhole-source-'));
    cpSync(PARTNERS, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([PARTNERS, EXAMPLE])('is nothing in %s', (planned) => {
    expect(changedSincePlan(configurationOf(planned), planned)).toEqual([]);
  });

  test.each<[string, string, (text: string) => string, readonly [string, RegExp]]>([
    [
      'a literal in place of a reference',
      'main.tf',
      (main) => main.replace('bucket = "${var.project}-reports"', 'bucket = "other-reports"'),
      ['aws_s3_bucket.reports', /argument bucket in the configuration is not the one/],
    ],
    [
      'another literal in a block',
      'main.tf',
      (main) => main.replace('sse_algorithm     = "aws:kms"', 'sse_algorithm     = "AES256"'),
      [
        'aws_s3_bucket_server_side_encryption_configuration.reports',
        /argument rule\.apply_server_side_encryption_by_default\.sse_algorithm in/,
      ],
    ],
    [
      'a further argument',
      'main.tf',
      (main) => main.replace('name          = "alias/', 'name_prefix = "x"\n  name          = "alias/'),
      ['aws_kms_alias.reports', /argument name_prefix/],
    ],
    [
      'an argument that is gone',
      'main.tf',
      (main) => main.replace('policy = data.aws_iam_policy_document.bucket.json', ''),
      ['aws_s3_bucket_policy.reports', /argument policy/],
    ],
    [
      'a further resource',
      'main.tf',
      (main) => `${main}\nresource "aws_s3_bucket" "more" {}\n`,
      ['aws_s3_bucket.more', /configuration declares it, and the plan does not have it/],
    ],
    [
      'a resource that is gone, in a module',
      'reader/main.tf',
      (main) => main.replace(/resource "aws_iam_role_policy"[\s\S]*?EOF\n\}\n/, ''),
      ['module.reader.aws_iam_role_policy.this', /plan has it, and the configuration does not/],
    ],
  ])('is told: %s', (_, file, change, [id, reason]) => {
    const before = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), change(before));
    expect(change(before)).not.toBe(before);
    expect(changedSincePlan(configurationOf(folder), folder)).toEqual([
      { id, reason: expect.stringMatching(reason) },
    ]);
  });

  test('leaves aside a module with a file that cannot be read, or is in JSON', () => {
    const main = readFileSync(join(folder, 'main.tf'), 'utf8');
    writeFileSync(join(folder, 'main.tf'), main.replace(/resource "aws_kms_alias"[\s\S]*?\n\}\n/, ''));
    writeFileSync(join(folder, 'alias.tf.json'), '{}');
    expect(changedSincePlan(configurationOf(folder), folder)).toEqual([]);
    writeFileSync(join(folder, 'broken.tf'), 'locals {\n  a = [1 2]\n}\n');
    expect(changedSincePlan(configurationOf(folder), folder)).toEqual([]);
  });
});
