import type { Service } from '../../../aws/operations.ts';
import { endpointServices } from '../services/endpoint-services.ts';

/** An account in a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The account and region in which a request is performed. Permissive endpoints find KMS keys, secrets and
 * tables only in their own account and region. The gateway has named those of other accounts by ARN. Other
 * requests are performed in the caller's account and region.
 */
export function placeOf(service: Service, input: object, asked: Place): Place {
  const { named } = endpointServices[service];
  if (named === undefined)
    return { account: asked.account === '' ? '000000000000' : asked.account, region: asked.region };
  for (const member of named.members) {
    const reference: unknown = Reflect.get(input, member);
    const match = typeof reference === 'string' ? named.arn.exec(reference) : null;
    if (match === null) continue;
    const [, region = asked.region, account = asked.account] = match;
    return { account, region };
  }
  return asked;
}
