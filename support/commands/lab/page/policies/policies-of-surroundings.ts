import type {
  Controlled,
  ControlPolicy,
  Organization,
  OrganizationalUnit,
} from '../../../../gateway/surroundings/organization.ts';
import type { Surroundings } from '../../../../gateway/surroundings/surroundings.ts';
import type { HeldPolicy } from './held-policy.ts';

/** The control policies of an organization, and the policies of VPC endpoints. No operation that keyhole serves sets them. */
export function surroundingPolicies({ organization, endpoints = [] }: Surroundings): readonly HeldPolicy[] {
  const controls = organization === undefined ? [] : controlsBelow(organization.root, 'the root');
  return [
    ...controls,
    ...endpoints.map(
      ({ id, policy }): HeldPolicy => ({
        key: `endpoint ${id}`,
        title: `the policy of the VPC endpoint ${id}`,
        kind: 'endpoint',
        account: undefined,
        text: policy,
        setting: {
          by: 'surroundings',
          changed: (surroundings, text) => ({
            ...surroundings,
            endpoints: (surroundings.endpoints ?? []).map((one) =>
              one.id === id ? { ...one, policy: text } : one,
            ),
          }),
        },
      }),
    ),
  ];
}

type Kind = 'scp' | 'rcp';

const MEMBERS = { scp: 'serviceControlPolicies', rcp: 'resourceControlPolicies' } as const;
const WORDS = { scp: 'service control policy', rcp: 'resource control policy' } as const;

function controlsBelow(unit: OrganizationalUnit, words: string): readonly HeldPolicy[] {
  return [
    ...controlsOf(unit, unit.id, words),
    ...(unit.accounts ?? []).flatMap((account) =>
      controlsOf(account, account.id, `the account ${account.id}`),
    ),
    ...(unit.units ?? []).flatMap((below) => controlsBelow(below, `the unit ${below.id}`)),
  ];
}

function controlsOf(target: Controlled, id: string, words: string): readonly HeldPolicy[] {
  return (['scp', 'rcp'] as const).flatMap((kind) =>
    (target[MEMBERS[kind]] ?? []).map(
      ({ name, document }): HeldPolicy => ({
        key: `${kind} ${id} ${name}`,
        title: `the ${WORDS[kind]} "${name}" of ${words}`,
        kind,
        account: undefined,
        text: document,
        setting: {
          by: 'surroundings',
          changed: (surroundings, text) => changedControl(surroundings, { kind, id, name, document: text }),
        },
      }),
    ),
  );
}

/** A new document for a control policy of a target. */
interface NewControl extends ControlPolicy {
  readonly kind: Kind;
  /** The id of the root, the unit or the account that it is attached to. */
  readonly id: string;
}

function changedControl(surroundings: Surroundings, control: NewControl): Surroundings {
  const { organization } = surroundings;
  if (organization === undefined) return surroundings;
  const changed: Organization = { ...organization, root: changedUnit(organization.root, control) };
  return { ...surroundings, organization: changed };
}

function changedUnit(unit: OrganizationalUnit, control: NewControl): OrganizationalUnit {
  return {
    ...changedTarget(unit, control),
    accounts: (unit.accounts ?? []).map((account) => changedTarget(account, control)),
    units: (unit.units ?? []).map((below) => changedUnit(below, control)),
  };
}

function changedTarget<T extends Controlled & { readonly id: string }>(
  target: T,
  { kind, id, name, document }: NewControl,
): T {
  if (target.id !== id) return target;
  const policies = target[MEMBERS[kind]] ?? [];
  return {
    ...target,
    [MEMBERS[kind]]: policies.map((policy) => (policy.name === name ? { name, document } : policy)),
  };
}
