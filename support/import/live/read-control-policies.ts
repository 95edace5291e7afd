import {
  DescribePolicyCommand,
  type PolicySummary,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations';
import type { ImportedControlPolicy } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { unknownControlPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

/** The root, a unit or an account, to which control policies are attached. */
export interface ControlTarget {
  readonly id: string;
  readonly arn: string;
}

/** The kinds of control policies, with the policy of AWS that stands for no limit. */
const KINDS = {
  SERVICE_CONTROL_POLICY: { kind: 'scp', whole: 'p-FullAWSAccess' },
  RESOURCE_CONTROL_POLICY: { kind: 'rcp', whole: 'p-RCPFullAWSAccess' },
} as const;

type PolicyType = keyof typeof KINDS;

/** The account that may read the organization, and the types of policies that the root has enabled. */
interface Readable {
  readonly reader: LiveAccount;
  readonly enabled: readonly string[];
}

/** Reads the control policies of targets. One that cannot be read denies everything, and so does a list. */
export async function readControlPolicies(
  targets: readonly ControlTarget[],
  { reader, enabled }: Readable,
): Promise<void> {
  const { controlPolicies, withoutFullAwsAccess } = reader.builder;
  const targetsOf = new Map<string, { readonly policy: ImportedControlPolicy; readonly ids: string[] }>();
  for (const type of Object.keys(KINDS) as PolicyType[]) {
    if (!enabled.includes(type)) continue;
    for (const target of targets) {
      const attached = await policiesOf(target, type, reader);
      if (attached instanceof UnknownValue) {
        const origin = originIn(reader, target.arn);
        const text = unknownControlPolicy(KINDS[type].kind);
        const policy = { origin, account: reader.name, kind: KINDS[type].kind, name: 'NotUnderstood', text };
        controlPolicies.push({ ...policy, targets: [target.id] });
        continue;
      }
      if (type === 'SERVICE_CONTROL_POLICY' && !attached.some(({ Id }) => Id === KINDS[type].whole))
        withoutFullAwsAccess.push(target.id);
      for (const summary of attached) {
        if (summary.Id === undefined || summary.Id === KINDS[type].whole) continue;
        const known = targetsOf.get(summary.Id);
        if (known !== undefined) known.ids.push(target.id);
        else targetsOf.set(summary.Id, { policy: await readPolicy(summary, type, reader), ids: [target.id] });
      }
    }
  }
  for (const { policy, ids } of targetsOf.values()) controlPolicies.push({ ...policy, targets: ids });
}

async function policiesOf(
  { id: TargetId, arn }: ControlTarget,
  Filter: PolicyType,
  reader: LiveAccount,
): Promise<readonly PolicySummary[] | UnknownValue> {
  const { organizations: client } = reader.clients;
  const asked = {
    origin: originIn(reader, arn),
    operation: `organizations:ListPoliciesForTarget (${Filter})`,
    consequence: 'a policy that denies everything stands for its control policies',
  };
  const answer = await reader.reading.ask(asked, () =>
    allOf(paginateListPoliciesForTarget({ client }, { TargetId, Filter }), ({ Policies }) => Policies),
  );
  return answer ?? [];
}

async function readPolicy(
  { Id: PolicyId = '', Arn: arn = PolicyId, Name: name = PolicyId }: PolicySummary,
  type: PolicyType,
  reader: LiveAccount,
): Promise<ImportedControlPolicy> {
  const { clients, builder } = reader;
  const { kind } = KINDS[type];
  const place = originIn(reader, arn);
  const asked = {
    origin: place,
    operation: 'organizations:DescribePolicy',
    consequence: 'a policy that denies everything stands for it',
  };
  const answer = await reader.reading.ask(asked, () =>
    clients.organizations.send(new DescribePolicyCommand({ PolicyId })),
  );
  const content = answer instanceof UnknownValue ? answer : answer?.Policy?.Content;
  const text = knownOrDenying(livePolicy(content), unknownControlPolicy(kind), { place, gaps: builder.gaps });
  return { origin: place, account: reader.name, kind, name, text, targets: [] };
}
