import { expect, test } from '@jest/globals';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { requestsFor, requestsOf } from './principal-requests.ts';
import { siteOf } from './site-of.ts';

const ROLE = 'arn:aws:iam::222222222222:role/writer';

test.each([
  ['a session of the role', ROLE, 'arn:aws:sts::222222222222:assumed-role/writer/spec', 1],
  [
    'a session of a role with a path',
    'arn:aws:iam::222222222222:role/team/a/writer',
    'arn:aws:sts::222222222222:assumed-role/writer/spec',
    1,
  ],
  [
    'a role of the same name in another account',
    ROLE,
    'arn:aws:sts::111111111111:assumed-role/writer/spec',
    0,
  ],
  ['a user', 'arn:aws:iam::222222222222:user/writer', 'arn:aws:iam::222222222222:user/writer', 1],
  ['an anonymous caller', ROLE, 'anonymous', 0],
])('finds the requests of %s', (_, arn, caller, number) => {
  const [known] = recordedScenario().principals;
  const scenarios = [recordedScenario({ principals: known === undefined ? [] : [{ ...known, arn }] })];
  const example = recordedExample({ requests: [refusedRequest({ principal: caller })] });
  const site = siteOf([sampleRecord({ scenarios, features: [recordedFeature([example])] })], { repeat: '' });
  const principal = site.patterns[0]?.principals[0];
  expect(principal && requestsOf(site, principal)).toHaveLength(number);
});

test('finds the requests to assume a role', () => {
  const request = refusedRequest({ principal: 'transfer.amazonaws.com', caller: 'transfer.amazonaws.com' });
  const decisions = request.decisions.map((permission) => ({
    ...permission,
    action: 'sts:AssumeRole',
    resource: ROLE,
  }));
  const example = recordedExample({ requests: [{ ...request, decisions }, refusedRequest()] });
  const site = siteOf([sampleRecord({ features: [recordedFeature([example])] })], { repeat: '' });
  const principal = site.patterns[0]?.principals[0];
  expect(principal && requestsFor(site, principal).map((found) => found.request.caller)).toEqual([
    'transfer.amazonaws.com',
  ]);
});
