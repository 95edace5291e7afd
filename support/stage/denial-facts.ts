import type { DenialExpectation } from '../outcome/expectation.ts';
import type { Actor } from '../scenario/cast/actors.ts';
import type { SpecWorld } from './spec-world.ts';

/** What a comparison with a denial needs to know of the scenario, and of who was refused. */
export function denialFacts(
  { confidence, sources, provisioned }: SpecWorld,
  actor: Actor,
): Omit<DenialExpectation, 'denial' | 'words'> {
  return {
    confidence,
    sources,
    callerArn: actor.arn,
    callerAccount: actor.accountId,
    ownerOf: (resource) => provisioned.ownerOf(resource),
    related: (one, other) => provisioned.related(one, other),
  };
}
