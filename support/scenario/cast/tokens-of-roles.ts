import { issueToken } from '../../client/web-identity-tokens.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';

/** A token with which a role of a scenario is assumed. */
export interface TokenOfRole {
  /** The name of the role in the scenario. */
  readonly role: string;
  /** A JSON Web Token, which lasts a day. Only this process verifies its signature. */
  readonly token: string;
}

const SECONDS_OF_DAY = 24 * 60 * 60;

/** A token for each role that scenario.yaml has assumed with one, with the claims that it states. */
export function tokensOfRoles({ roles }: ScenarioDocument): readonly TokenOfRole[] {
  const iat = Math.floor(Date.now() / 1000);
  return Object.entries(roles).flatMap(([role, { assumedBy }]) => {
    if (assumedBy === undefined || !('oidc' in assumedBy)) return [];
    const { issuer, claims } = assumedBy.oidc;
    return { role, token: issueToken(issuer, claims, { iat, exp: iat + SECONDS_OF_DAY }) };
  });
}
