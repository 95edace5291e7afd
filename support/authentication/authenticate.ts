import type { RequestHead } from '../wire/request-head.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { refusalsOf } from './refusals-of.ts';
import { authenticateV2 } from './signature-v2.ts';
import { authenticateV4 } from './signature-v4.ts';
import { payloadExpectation } from './signed-payload.ts';

/**
 * Headers that decide the sender, the operation and the time. Two parsers could choose different values of a repeated
 * one.
 */
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
 * Finds the sender of a request. Verifies its signature from the bytes that were sent; a request without a signature is
 * anonymous. Returns what the signature says about the body as `payload`: the body is verified while it is read.
 *
 * Throws errors with the code, status and text of the addressed service (see `Refusals`).
 * The signature may be incomplete, wrong, late, ahead of its time, or for another service. The access key or session may
 * not exist, or may have ended. The request may be signed twice, or repeat a header or query parameter of
 * authentication.
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
  if (authorization !== undefined)
    return isVersion2(authorization) ? authenticateV2(request, 'header') : authenticateV4(request, 'header');
  if (signedQuery === 'V4') return authenticateV4(request, 'query');
  if (signedQuery === 'V2') return authenticateV2(request, 'query');
  return anonymous(head);
}

/** True if a request carries a signature, whole or not, in its header or in its query. */
export function isSigned({ headers, query }: Pick<RequestHead, 'headers' | 'query'>): boolean {
  return headers.authorization !== undefined || queryMechanism(query) !== undefined;
}

function isVersion2(authorization: string): boolean {
  return authorization.startsWith('AWS ');
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

/**
 * Any parameter of a signature, in any letter case, makes a query signed. A misspelt signature is not an anonymous
 * request.
 */
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
