import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

/** A stack that exports one of two buckets under one name. */
const storage = (isProduction: string) => `
Parameters: { Stage: { Type: String, Default: production }, Hidden: { Type: String, NoEcho: true } }
Conditions: { IsProduction: ${isProduction}, IsTest: !Not [!Condition IsProduction] }
Resources:
  Test: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-test } }
  Production: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-production } }
Outputs:
  Test: { Condition: IsTest, Value: !Ref Test, Export: { Name: data } }
  Production: { Condition: IsProduction, Value: !Ref Production, Export: { Name: data } }
`;
const guard = (bucket: string) => `
  Guard:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: ${bucket}
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Deny, Principal: "*", Action: "s3:DeleteObject", Resource: "*" }] }
`;

/** The buckets with a policy, and what is not understood. */
async function guarded(...files: readonly string[]) {
  const { exitCode, stderr } = await keyholeHere(
    ...['import', 'cloudformation', ...files, '--account', 'data=222222222222', '--out', 'out'],
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const buckets = Object.entries(parse(readFileSync('out/scenario.yaml', 'utf8')).buckets);
  return {
    buckets: buckets.flatMap(([name, bucket]) => (Object(bucket).policy === undefined ? [] : [name])),
    gaps: gapsIn('out'),
  };
}

describe('an output whose condition does not hold', () => {
  const imported = `Resources:${guard('!ImportValue data')}`;

  test('is not what another stack imports', async () => {
    using _folder = inFolder({
      'storage.yaml': storage('!Equals [!Ref Stage, production]'),
      'guard.yaml': imported,
    });
    expect(await guarded('storage.yaml', 'guard.yaml')).toEqual({ buckets: ['production'], gaps: [] });
  });

  test('leaves the value unknown if nothing says which of two is there', async () => {
    using _folder = inFolder({ 'storage.yaml': storage('!Equals [!Ref Hidden, a]'), 'guard.yaml': imported });
    expect(await guarded('storage.yaml', 'guard.yaml')).toEqual({
      buckets: [],
      gaps: [
        expect.stringMatching(
          / Guard .*it is not known which output exports "data" \| the policy is left out/,
        ),
      ],
    });
  });

  test('is no output of a nested stack', async () => {
    using _folder = inFolder({
      'inner.yaml': storage('!Equals [!Ref Stage, test]'),
      'outer.yaml': `Resources:
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } }${guard('!GetAtt Inner.Outputs.Production')}`,
    });
    expect(await guarded('outer.yaml')).toEqual({
      buckets: [],
      gaps: [expect.stringMatching(/ Guard .*the stack outer-Inner has no output Production/)],
    });
  });
});

test('An export whose name imports itself is not known', async () => {
  using _folder = inFolder({
    't.yaml': `Resources:${guard('!ImportValue data')}
Outputs: { Own: { Value: a, Export: { Name: !ImportValue data } } }`,
  });
  const args = ['import', 'cloudformation', 't.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect((await keyholeHere(...args)).stderr).not.toContain('stack');
  expect(gapsIn('out')).toEqual([
    expect.stringMatching(/Guard .*no template of this account exports "data"/),
  ]);
});
