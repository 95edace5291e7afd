import type { GatewayServer } from '../../../gateway/serving/gateway-server.ts';
import type { Surroundings } from '../../../gateway/surroundings/surroundings.ts';
import { surroundingPolicies } from '../page/policies/policies-of-surroundings.ts';

/**
 * Notes the control policies and endpoint policies that a lab was given. The returned function gives the gateway those that
 * have changed since. The others stay: a reader may have edited one of them on the page.
 */
export function surroundAgain(
  gateway: Pick<GatewayServer, 'surroundings' | 'surround'>,
  given: () => Surroundings,
): () => void {
  const before = textsIn(given());
  return () => {
    const after = textsIn(given());
    const around = surroundingPolicies(gateway.surroundings).reduce((changing, { key, setting }) => {
      const text = after.get(key);
      if (text === undefined || text === before.get(key) || setting.by === 'request') return changing;
      return setting.changed(changing, text);
    }, gateway.surroundings);
    if (around !== gateway.surroundings) gateway.surround(around);
  };
}

function textsIn(surroundings: Surroundings): ReadonlyMap<string, string | undefined> {
  return new Map(surroundingPolicies(surroundings).map(({ key, text }) => [key, text]));
}
