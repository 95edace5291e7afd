import type { ContextEntry } from '@aws-sdk/client-iam';
import { parsedPolicy } from '../../../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../../../authorization/terms/policies-in-force.ts';
import type { IdentityPolicy } from '../identity-policies.ts';
import type { SimulatedCaller } from './simulated-caller.ts';
import type { FollowingKeys } from './simulation-context.ts';

/** Everything that a simulation decides with, apart from its actions and resources. */
export interface Simulation {
  readonly caller: SimulatedCaller;
  readonly identity: readonly IdentityPolicy[];
  readonly boundary: NamedPolicy | undefined;
  /** The text of the resource-based policy that every resource is taken to have. */
  readonly resourcePolicy: string | undefined;
  /** Service control policies, a list for each level; undefined if none apply. */
  readonly serviceControl: readonly (readonly NamedPolicy[])[] | undefined;
  /** True if the answer says what the organization allows. */
  readonly isInOrganization: boolean;
  /** The account that owns a resource whose ARN names none. */
  readonly resourceOwner: string;
  readonly entries: readonly ContextEntry[];
  /** The condition keys that follow from the caller, and from the account that owns a resource. */
  readonly following: (resourceAccount: string) => FollowingKeys;
}

/** A policy that allows everything: the other layers alone decide. */
export const EVERYTHING: readonly NamedPolicy[] = [
  {
    name: 'everything',
    layer: 'identity',
    policy: parsedPolicy(
      '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }',
      'identity',
    ),
  },
];
