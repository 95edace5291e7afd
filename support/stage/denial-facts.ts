import type { DenialExpectation } from '../answer/expectation.ts';
import type { Actor } from '../scenario/cast/actors.ts';
import type { SpecWorld } from './spec-world.ts';

/** The facts about the scenario and the denied caller that a comparison with a stated denial needs. */
export function denialFacts(
  { confidence, describing, provisioned }: SpecWorld,
  actor: Actor,
): Omit<DenialExpectation, 'denial' | 'words'> {
  return {
    confidence,
    describing,
    callerArn: actor.arn,
    callerAccount: actor.accountId,
    ownerOf: (resource) => provisioned.ownerOf(resource),
    related: (one, other) => provisioned.related(one, other),
  };
}
