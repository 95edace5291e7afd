import type { Principal } from '../aws/principal.ts';
import { factsOf } from '../aws/services.ts';
import type { Credential } from './credential.ts';

const accountId = /^\d{12}$/;
const servicePrincipal = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/;

/**
 * Credentials that exist without being created: their access key id names their principal. The secret access key is
 * always `test`.
 *
 * - `111122223333`: the root user of that account. LocalStack uses the same convention, so that every tool can be used.
 * The root *user* is bound by key policies, bucket policies and service control policies like any other user.
 * - `transfer.amazonaws.com`: that service itself, for requests to STS only. AWS Transfer Family, Lambda and others
 * assume roles that trust them in this way. The gateway lets a service call AssumeRole and nothing else.
 *
 * Differs: on AWS root access keys are made by the root user, and only the service itself can sign as a service.
 */
export function wellKnownCredential(accessKeyId: string, service: string): Credential | undefined {
  const principal = principalOf(accessKeyId, service);
  return principal && { accessKeyId, secretAccessKey: 'test', active: true, principal };
}

function principalOf(accessKeyId: string, service: string): Principal | undefined {
  if (accountId.test(accessKeyId))
    return {
      type: 'Root',
      accountId: accessKeyId,
      arn: `arn:aws:iam::${accessKeyId}:root`,
      userId: accessKeyId,
    };
  if (factsOf(service).takesServicePrincipals && servicePrincipal.test(accessKeyId))
    return { type: 'Service', service: accessKeyId };
  return undefined;
}
