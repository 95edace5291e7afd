import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { describeScenario } from './describe-scenario.ts';

const SCENARIOS = join(import.meta.dirname, '..', '..', '..', 'scenarios');

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
