import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Played } from '../../access/decision-in-scenario.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import {
  policyOf,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../../scenario/testing/written-scenario.ts';
import { answersOfLab } from '../lab/answers-of-lab.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();

const noRoot = policyOf({
  ...{ Effect: 'Deny', Action: '*', Resource: '*' },
  Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
});

const SCENARIO = `${twoAccounts}organization:
  id: o-exampleorgid
  root: r-ab12
  managementAccount: data
  accounts: { partner: { serviceControlPolicies: { NoRoot: no-root.json } } }
users: { reader: { account: partner } }
roles: { worker: { account: partner, trust: trust.json } }
buckets: { reports: { account: partner, bucketName: reports-of-the-partner } }
`;

const IN_PARTNER = 'arn:aws:iam::222222222222';

test('decide in a lab sends no request, so that no control policy refuses it, and nothing is recorded', async () => {
  written.write({
    'own/scenario.yaml': SCENARIO,
    'own/no-root.json': noRoot,
    'own/trust.json': trustsLambda,
  });
  const played: { current?: Played } = {};
  const about = { id: 'own', scenario: 'own' };
  await using lab = await startLab({ questions: answersOfLab(about, () => played.current) });
  played.current = await playScenario(written.load(), lab, { quotas: {}, facts: (around) => around });
  const known = lab.decisionLog.records().length;
  const names = [
    'the reader user',
    'the worker role',
    `${IN_PARTNER}:user/absent`,
    `${IN_PARTNER}:role/absent`,
  ];
  const file = join(written.root, 'questions.json');
  const asked = names.map((principal) => ({ principal, action: 's3:ListBucket', resource: 'reports' }));
  writeFileSync(file, JSON.stringify(asked));
  const { stdout } = await keyholeHere('decide', '--endpoint', lab.endpoint, '--questions', file, '--json');
  expect(JSON.parse(stdout).answers).toMatchObject([
    { decision: 'denied' },
    { decision: 'denied' },
    { decision: 'undecidable', reason: expect.stringContaining('user/absent is not in the scenario own') },
    { decision: 'undecidable', reason: expect.stringContaining('role/absent is not in the scenario own') },
  ]);
  expect(lab.decisionLog.records()).toHaveLength(known);
});
