import { expect, test } from '@jest/globals';
import { scenarioNamed } from '../../../scenario/document/documented-scenarios.ts';
import { saysTheSame } from './same-scenario.ts';

const scenario = scenarioNamed('write-only-bucket');
const [[path, text] = ['', '']] = scenario.policies;
const withPolicy = (changed: string) => ({
  ...scenario,
  policies: new Map([...scenario.policies, [path, changed]]),
});

test.each([
  ['itself', scenario, true],
  ['other spaces and lines', withPolicy(JSON.stringify(JSON.parse(text))), true],
  ['another policy', withPolicy(text.replace('Allow', 'Deny')), false],
  ['a policy that is no JSON', withPolicy('{'), false],
  [
    'a further document',
    { ...scenario, policies: new Map([...scenario.policies, ['more.json', '{}']]) },
    false,
  ],
  ['another region', { ...scenario, document: { ...scenario.document, region: 'us-east-1' } }, false],
])('a scenario and %s', (_, other, same) => {
  expect(saysTheSame(scenario, other)).toBe(same);
  expect(saysTheSame(other, scenario)).toBe(same);
});
