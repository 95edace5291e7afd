import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { terraformPlan } from '../testing/terraform-plan.ts';

const KEY = 'aaaaaaaa-2222-4333-8444-555555555555';
const known = { encryption_context_equals: { team: 'orders' }, encryption_context_subset: null };

/** A plan of a key with a grant, of whose constraints a part is known after apply. */
function planOf(constraints: unknown, unknown: object): string {
  const values = {
    key_id: KEY,
    grantee_principal: 'arn:aws:iam::222222222222:role/worker',
    operations: ['Decrypt'],
    constraints,
  };
  const plan = JSON.parse(
    terraformPlan({
      main: { type: 'aws_kms_key', values: { id: KEY, key_id: KEY } },
      worker: {
        type: 'aws_iam_role',
        values: { name: 'worker', assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' },
      },
      of: { type: 'aws_kms_grant', values },
    }),
  );
  const change = plan.resource_changes.find(({ type }: { type: string }) => type === 'aws_kms_grant').change;
  change.after_unknown = unknown;
  return JSON.stringify(plan);
}

const leftOut = expect.stringMatching(
  /aws_kms_grant\.of \| constraints.* \| the grant is left out: what it allows is denied here$/,
);

test.each<[string, unknown, object, number, readonly unknown[]]>([
  ['whose constraints are known', [known], {}, 1, []],
  ['without constraints', [], {}, 1, []],
  [
    'of whose constraints one is unknown',
    [known],
    { constraints: [{ encryption_context_subset: true }] },
    0,
    [leftOut],
  ],
  [
    'of whose constraint a value is unknown',
    [known],
    { constraints: [{ encryption_context_equals: { stage: true } }] },
    0,
    [leftOut],
  ],
  ['whose constraints are unknown', null, { constraints: true }, 0, [leftOut]],
  [
    'whose constraints are empty',
    [{ encryption_context_equals: null, encryption_context_subset: null }],
    {},
    0,
    [leftOut],
  ],
])('A grant %s', async (_, constraints, unknown, count, gaps) => {
  using _folder = inFolder({ 'plan.json': planOf(constraints, unknown) });
  await keyholeHere('import', 'terraform', 'plan.json', '--account', 'data=222222222222', '--out', 'out');
  const { keys } = parse(readFileSync('out/scenario.yaml', 'utf8'));
  expect({ count: Object.keys(keys.main.grants ?? {}).length, gaps: gapsIn('out') }).toEqual({ count, gaps });
});
