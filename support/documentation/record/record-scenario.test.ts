import { expect, test } from '@jest/globals';
import { policyOf, twoAccounts, WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { recordScenario } from './record-scenario.ts';

const written = new WrittenScenario();

test('the policy of an access point is attached to it', () => {
  written.write({
    'own/scenario.yaml': `${twoAccounts}buckets: { reports: { account: data, bucketName: the-reports } }
accessPoints: { partner: { account: data, bucket: reports, accessPointName: the-point, policy: point.json } }
`,
    'own/point.json': policyOf({
      ...{ Effect: 'Allow', Principal: { AWS: '{{accounts.partner.root}}' }, Action: 's3:GetObject' },
      Resource: '{{accessPoints.partner.arn}}/object/*',
    }),
  });
  const { documents } = recordScenario(written.load());
  expect(documents.map(({ path, uses }) => [path, uses])).toEqual([
    ['point.json', ['the access point policy of the partner access point']],
  ]);
});
