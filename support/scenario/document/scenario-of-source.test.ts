import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { WrittenScenario } from '../testing/written-scenario.ts';
import { scenarioOfSource } from './scenario-of-source.ts';

const written = new WrittenScenario();
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** A key of a state, by its ARN. */
const key = (region: string) => ({
  ...{ address: `aws_kms_key.${region}`, mode: 'managed', type: 'aws_kms_key', name: region },
  values: { arn: `arn:aws:kms:${region}:222222222222:key/${ID}`, key_id: ID },
});
const user = {
  ...{ address: 'aws_iam_user.u', mode: 'managed', type: 'aws_iam_user', name: 'u' },
  values: { name: 'u', path: '/', arn: 'arn:aws:iam::222222222222:user/u' },
};
const certificate = {
  ...{ address: 'aws_acm_certificate.c', mode: 'managed', type: 'aws_acm_certificate', name: 'c' },
  values: { arn: `arn:aws:acm:eu-central-1:222222222222:certificate/${ID}` },
};
const replica = { ...key('eu-central-1'), address: 'aws_kms_replica_key.r', type: 'aws_kms_replica_key' };
const state = (...resources: readonly object[]) => ({
  format_version: '1.0',
  values: { root_module: { resources } },
});
const plan = (provider: object) => ({
  ...{ format_version: '1.2', resource_changes: [] },
  configuration: { provider_config: { aws: { name: 'aws', expressions: provider } }, root_module: {} },
});

function regionOf(source: object): string {
  written.write({ 'source.json': JSON.stringify(source) });
  return scenarioOfSource(join(written.root, 'source.json')).document.region;
}

test.each<[string, object, string]>([
  ['of its resources', state(user, key('us-east-1')), 'us-east-1'],
  ['of its resources, whose certificate is elsewhere', state(key('us-east-1'), certificate), 'us-east-1'],
  ['of its primary key, whose replica is elsewhere', state(key('us-east-1'), replica), 'us-east-1'],
  ['that its provider writes', plan({ region: { constant_value: 'ap-south-1' } }), 'ap-south-1'],
  ['that keyhole takes by default, if it tells none', state(user), 'eu-west-1'],
  ['that keyhole takes by default, if a variable tells it', plan({ region: {} }), 'eu-west-1'],
])('a plan or a state is in the Region %s', (_, source, region) => {
  expect(regionOf(source)).toBe(region);
});

test('a state with resources of several Regions needs a scenario that says which is its own', () => {
  expect(() => regionOf(state(key('us-east-1'), key('eu-west-1')))).toThrow(
    /source\.json has resources of several Regions, us-east-1 and eu-west-1: write a scenario\.yaml/,
  );
});

const TEMPLATE = `Resources:
  Reports:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub "acme-reports-\${AWS::Region}" }
`;

test.each([
  ['{ "AWS::Region": "us-east-1" }', 'us-east-1'],
  ['[{ "ParameterKey": "AWS::Region", "ParameterValue": "ap-south-1" }]', 'ap-south-1'],
  ['{}', 'eu-west-1'],
])('a template with the parameters %s is in the Region %s', (parameters, region) => {
  written.write({ 'template.yaml': TEMPLATE, 'parameters.json': parameters });
  const { document } = scenarioOfSource(join(written.root, 'template.yaml'), {
    parameters: [join(written.root, 'parameters.json')],
  });
  expect(document.region).toBe(region);
  expect(Object.values(document.buckets).map(({ bucketName }) => bucketName)).toEqual([
    `acme-reports-${region}`,
  ]);
});

test('a template is in no Region that AWS cannot have', () => {
  written.write({ 'template.yaml': TEMPLATE, 'parameters.json': '{ "AWS::Region": "mars" }' });
  const parameters = [join(written.root, 'parameters.json')];
  expect(() => scenarioOfSource(join(written.root, 'template.yaml'), { parameters })).toThrow(
    'AWS::Region mars is not a region name',
  );
});
