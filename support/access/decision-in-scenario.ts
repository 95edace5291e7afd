import { inNames } from '../authorization/explain.ts';
import type { Decision } from '../authorization/terms/decision.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { Principal } from '../aws/principal.ts';
import { isKnownKey } from '../gateway/context/known-keys.ts';
import type { WhatIf } from '../gateway/desk/what-if.ts';
import {
  type Describing,
  type PermissionReport,
  permissionReport,
} from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Actors } from '../scenario/cast/actors.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { resolvePrincipal } from '../scenario/cast/resolve-principal.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { type CheckedWords, type DecideQuestion, whatIfOf } from './decide-question.ts';

/** A scenario that was provisioned at a gateway, and its cast. */
export interface Played {
  readonly gateway: Pick<GatewayServer, 'decide' | 'decisionLog' | 'read' | 'principalOf'>;
  readonly provisioned: ProvisionedScenario;
  readonly actors: Actors;
  /** The principals outside the scenario that words mean, if it was provisioned with some. */
  readonly outsiders?: ReadonlyMap<string, Principal> | undefined;
}

/**
 * Decides a permission in the current state of a scenario, without sending a request for it. Throws SpecError for a name
 * that the scenario lacks, and if the decision depends on a condition key that was not given.
 */
export async function decisionInScenario(
  { gateway, provisioned, actors, outsiders }: Played,
  question: DecideQuestion,
  words: CheckedWords,
): Promise<PermissionReport> {
  const who = question.principal;
  const principal =
    outsiders?.get(who) ?? (await resolvePrincipal(who, { provisioned, actors, gateway, outsiders }));
  const describing = namesAndSources(provisioned);
  const asked = whatIfOf(question, words, { principal, provisioned });
  return permissionReport(await decided(gateway, asked, describing), describing);
}

async function decided(gateway: Played['gateway'], asked: WhatIf, { names }: Describing): Promise<Decision> {
  try {
    return await gateway.decide(asked);
  } catch (cause) {
    if (!(cause instanceof UndecidableError)) throw cause;
    const { policy, statement, key, remedy } = cause;
    const hint = isKnownKey(key)
      ? `give its value with --context ${key}=…, or add --without ${key} if the request has none`
      : 'keyhole does not know this key';
    const message = `the decision depends on ${key}, which statement ${statement} of ${policy} tests: ${hint}${remedy === undefined ? '' : `. ${remedy}`}`;
    throw new SpecError('undecidable', inNames(message, names), { cause });
  }
}
