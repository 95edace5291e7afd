import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { terraformPlan } from '../testing/terraform-plan.ts';

const whole = JSON.parse(
  terraformPlan({
    data: { type: 'aws_s3_bucket', values: { bucket: 'acme-data' } },
    guard: { type: 'aws_s3_bucket_policy', values: { bucket: 'acme-data', policy: '{}' } },
    office: { type: 'aws_vpc', values: {} },
  }),
);

/** The plan without the changes of some addresses, which it puts off. */
function putOff(...addresses: readonly string[]): object {
  const changes: readonly { readonly address: string }[] = whole.resource_changes;
  const isKept = ({ address }: { readonly address: string }) => !addresses.includes(address);
  return {
    ...whole,
    complete: false,
    resource_changes: changes.filter(isKept),
    deferred_changes: changes
      .filter((change) => !isKept(change))
      .map((resource_change) => ({ reason: 'instance_count_unknown', resource_change })),
  };
}

const NOT_WHOLE =
  /\| plan \| it is not a plan of the whole configuration, as with -target \| what it leaves out is missing/;

test.each<[string, object, readonly RegExp[]]>([
  [
    'was made with -target',
    { ...whole, resource_changes: whole.resource_changes.slice(0, 1), complete: false },
    [NOT_WHOLE],
  ],
  [
    'puts resources off',
    putOff('aws_s3_bucket_policy.guard', 'aws_vpc.office'),
    [
      /\| aws_s3_bucket_policy\.guard \| the plan puts it off \(instance_count_unknown\) \| the resource is left out/,
      NOT_WHOLE,
    ],
  ],
  ['puts off only what does not bear on access', putOff('aws_vpc.office'), [NOT_WHOLE]],
])('A plan that %s is taken with what it lacks listed, which --strict refuses', async (_, plan, gaps) => {
  using _folder = inFolder({ 'plan.json': JSON.stringify(plan) });
  const account = ['--account', 'data=222222222222'];
  const { exitCode } = await keyholeHere(
    'import',
    'terraform',
    'plan.json',
    ...account,
    '--out',
    'out',
    '--strict',
  );
  expect({ exitCode, gaps: gapsIn('out') }).toEqual({
    exitCode: 1,
    gaps: gaps.map((gap) => expect.stringMatching(gap)),
  });
});
