import type { RequestHead } from '../wire/request-head.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { refusalsOf } from './refusals-of.ts';
import { authenticateV2 } from './signature-v2.ts';
import { authenticateV4 } from './signature-v4.ts';
import { payloadExpectation } from './signed-payload.ts';

/** Headers that decide who sent what and when: two of them would let two readers disagree. */
const singular = [
  'authorization',
  'host',
  'x-amz-date',
  'date',
  'x-amz-content-sha256',
  'x-amz-security-token',
  'x-amz-decoded-content-length',
];

/**
 * Finds out who sent a request: verifies its signature, if it has one, from the bytes that were sent, or takes it for
 * the anonymous principal's. What the signature says about the body is handed on as `payload`: the body is verified
 * where it is read.
 *
 * Errors: in the code, status and text of the service addressed (see `Refusals`) for a signature that is incomplete,
 * wrong, late, ahead of its time, for another service, or by an access key or session that does not exist or has
 * ended; for a request signed twice; and for a header or query parameter that authentication rests on sent twice.
 */
export async function authenticate(request: AuthenticationRequest): Promise<Authenticated> {
  const { head, service } = request;
  const refusals = refusalsOf(service);
  const { authorization } = head.headers;
  const signedQuery = queryMechanism(head.query);
  const repeated = head.duplicated.find((name) => singular.includes(name));
  if (repeated !== undefined) throw refusals.repeated(repeated);
  if (authorization !== undefined && signedQuery !== undefined)
    throw refusals.severalMechanisms(authorization);
  if (authorization !== undefined) return authenticateV4(request, 'header');
  if (signedQuery === 'V4') return authenticateV4(request, 'query');
  if (signedQuery === 'V2') return authenticateV2(request);
  return anonymous(head);
}

function anonymous(head: RequestHead): Authenticated {
  const contentSha256 = head.headers['x-amz-content-sha256'];
  return {
    principal: { type: 'Anonymous' },
    authType: undefined,
    signatureVersion: undefined,
    contentSha256,
    payload: payloadExpectation(contentSha256 ?? 'UNSIGNED-PAYLOAD', undefined),
  };
}

/** Any parameter of a signature makes a query a signed one, in any case: a misspelt signature is not an anonymous request. */
function queryMechanism(query: RequestHead['query']): 'V4' | 'V2' | undefined {
  let mechanism: 'V4' | 'V2' | undefined;
  for (const [name] of query) {
    switch (name.toLowerCase()) {
      case 'x-amz-algorithm':
      case 'x-amz-credential':
      case 'x-amz-signature':
        return 'V4';
      case 'awsaccesskeyid':
      case 'signature':
        mechanism = 'V2';
    }
  }
  return mechanism;
}
