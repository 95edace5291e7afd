import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { describeScenario } from './describe-scenario.ts';

const SCENARIOS = join(import.meta.dirname, '..', '..', '..', 'scenarios');

test('an access point has its ARN, and the alias that commands take for a bucket', () => {
  const provisioned = new ProvisionedScenario(loadScenario(SCENARIOS, 'access-points'), 'http://127.0.0.1');
  const names = Object.keys(provisioned.scenario.document.accessPoints);
  provisioned.learnAccessPoints(Object.fromEntries(names.map((name) => [name, `${name}-x-s3alias`])));
  const text = describeScenario(provisioned).join('\n');
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(text).toContain(`accesspoint/${name}`);
    expect(text).toContain(`s3://${name}-x-s3alias`);
  }
});

test('a scenario is described by the names of features, and the names in AWS', () => {
  const provisioned = new ProvisionedScenario(
    loadScenario(SCENARIOS, 'secure-file-exchange'),
    'http://127.0.0.1',
  );
  provisioned.learnKeys({ 'to-client': 'key-1', 'from-client': 'key-2' });
  expect(describeScenario(provisioned)).toEqual(
    expect.arrayContaining([
      '  Secure file exchange, eu-west-1',
      '  accounts  company 111111111111',
      '  key       to-client    company  key/key-1',
      '  bucket    old          company  s3://to-client-before-2023',
    ]),
  );
});
