import { hash } from 'node:crypto';
import { AwsError, type RefusalReason } from '../aws/aws-error.ts';
import { factsOf } from '../aws/services.ts';
import type { PayloadExpectation } from '../wire/body/payload-expectation.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { readAuthorizationHeader } from './authorization-header.ts';
import { canonicalRequest } from './canonical-request.ts';
import { equalInConstantTime } from './constant-time.ts';
import { readQueryAuthorization } from './query-authorization.ts';
import type { Refusals } from './refusals.ts';
import { refusalsOf } from './refusals-of.ts';
import { resolveCredential } from './resolve-credential.ts';
import { type SignatureClaim, scopeProblems } from './signature-claim.ts';
import { CONTENT_SHA256, contentSha256, payloadExpectation } from './signed-payload.ts';
import { type SigningKey, signingKey } from './signing-key.ts';
import { allowedSkew } from './signing-time.ts';
import { whyMismatch } from './why-mismatch.ts';

/**
 * Verifies the signature of a Signature Version 4 request as it arrived, and finds its sender.
 *
 * Throws the refusals of the addressed service; see `Refusals`.
 */
export async function authenticateV4(
  request: AuthenticationRequest,
  where: SignatureClaim['where'],
): Promise<Authenticated> {
  const { head, service, now } = request;
  const refusals = refusalsOf(service);
  const claim =
    where === 'header'
      ? readAuthorizationHeader(head, refusals)
      : readQueryAuthorization(head, service, refusals);
  const problems = scopeProblems(claim, service);
  if (problems.length > 0) {
    const faults = problems.map(
      ({ part, got, expected }) => `its ${part} is ${got.slice(0, 100)}, and not ${expected}`,
    );
    throw refusals.badScope(where, problems).because({
      why: `the scope of the signature does not fit the request: ${faults.join('; ')}`,
      remedy: 'set the region and the service that the client signs for',
    });
  }
  const { signed } = claim;
  const unsigned = unsignedOf(request, where, signed);
  if (unsigned.length > 0)
    throw refusals.unsignedHeaders(unsigned).because({
      why: `these headers arrived, and the signature does not cover them: ${unsigned.slice(0, 20).join(', ')}`,
      remedy: 'have the client sign each header x-amz-*, or keep a proxy in between from adding them',
    });
  const declared = declaredHash(request, where, signed);
  const resolving = resolveCredential(request, claim.accessKeyId, claim.sessionToken);
  const credential = resolving instanceof Promise ? await resolving : resolving;
  checkTime(claim, now, refusals);
  const payloadHash = declared ?? (await bodyHash(request));
  const key = signingKey(credential.secretAccessKey, claim.scope);
  verify(claim, key, canonicalRequest(head, claim, payloadHash), refusals, () =>
    whyMismatch({ head, claim, payloadHash, secretAccessKey: credential.secretAccessKey }),
  );
  return {
    principal: credential.principal,
    accessKeyId: claim.accessKeyId,
    credentialsIssued: credential.issued,
    ...(credential.withMfa === true && { withMfa: true }),
    region: claim.scope.region,
    authType: where === 'header' ? 'REST-HEADER' : 'REST-QUERY-STRING',
    signatureVersion: 'AWS4-HMAC-SHA256',
    signatureAge: now.getTime() - claim.time,
    contentSha256: factsOf(service).signsAsObjectStorage
      ? contentSha256(head, signed)
      : head.headers[CONTENT_SHA256],
    payload: expectationOf(service, payloadHash, claim, key),
  };
}

function clockReason({ time }: SignatureClaim, now: Date): RefusalReason {
  const minutes = Math.round(Math.abs(now.getTime() - time) / 60_000);
  const side = time < now.getTime() ? 'behind' : 'ahead of';
  return {
    why: `the request was signed at ${new Date(time).toISOString()}, ${minutes} minutes ${side} the clock here; 15 are allowed`,
    remedy: "set the clock of the client's machine, and sign each request when it is sent",
  };
}

/**
 * The headers that are not signed although they must be: Host and every x-amz-* header. A
 * presigned S3 request need not sign the hash of its payload, which S3 ignores there.
 */
function unsignedOf(
  { head, service }: AuthenticationRequest,
  where: SignatureClaim['where'],
  signed: ReadonlySet<string>,
): string[] {
  const ignored = where === 'query' && factsOf(service).signsAsObjectStorage ? CONTENT_SHA256 : undefined;
  const unsigned: string[] = [];
  for (const name in head.headers) {
    if (name.startsWith('x-amz-') && name !== ignored && !signed.has(name)) unsigned.push(name);
  }
  if (!signed.has('host')) unsigned.push('host');
  return unsigned;
}

/** The value that S3 signs instead of the body's hash; undefined for other services, which sign the hash. */
function declaredHash(
  { head, service }: AuthenticationRequest,
  where: SignatureClaim['where'],
  signed: ReadonlySet<string>,
): string | undefined {
  if (!factsOf(service).signsAsObjectStorage) return undefined;
  const declared = contentSha256(head, signed);
  if (declared !== undefined || where === 'query') return declared ?? 'UNSIGNED-PAYLOAD';
  throw new AwsError('InvalidRequest', 400, 'Missing required header for this request: x-amz-content-sha256');
}

async function bodyHash({ readBody }: AuthenticationRequest): Promise<string> {
  const body = readBody();
  return hash('sha256', body instanceof Promise ? await body : body);
}

/**
 * Checks that the signature is within 15 minutes of now. A presigned request is valid from 15 minutes before its time
 * until it expires.
 */
function checkTime(claim: SignatureClaim, now: Date, refusals: Refusals): void {
  const age = now.getTime() - claim.time;
  if (claim.expires === undefined) {
    if (Math.abs(age) > allowedSkew) throw refusals.skewed(claim, now).because(clockReason(claim, now));
    return;
  }
  const expiry = claim.time + claim.expires * 1000;
  if (age < -allowedSkew) throw refusals.notYetValid(claim, expiry, now).because(clockReason(claim, now));
  if (now.getTime() >= expiry)
    throw refusals.expired(claim, expiry, now).because({
      why: `the presigned URL was valid for ${claim.expires} seconds, until ${new Date(expiry).toISOString()}; here it is ${now.toISOString()}`,
      remedy: 'presign the request again, with a longer time if it needs one',
    });
}

// biome-ignore lint/complexity/useMaxParams: the parts of one comparison
function verify(
  claim: SignatureClaim,
  key: SigningKey,
  canonical: string,
  refusals: Refusals,
  why: () => RefusalReason,
): void {
  const stringToSign = `AWS4-HMAC-SHA256\n${claim.date}\n${scopeText(claim)}\n${hash('sha256', canonical)}`;
  const expected = key.sign(stringToSign);
  if (equalInConstantTime(expected, claim.signature)) return;
  const { accessKeyId, signature } = claim;
  throw refusals
    .mismatch({ accessKeyId, signature, stringToSign, canonicalRequest: canonical })
    .because(why());
}

function expectationOf(
  service: string,
  payloadHash: string,
  claim: SignatureClaim,
  key: SigningKey,
): PayloadExpectation {
  if (!factsOf(service).signsAsObjectStorage) return { kind: 'unsigned' };
  const { signature: seedSignature, date } = claim;
  return payloadExpectation(payloadHash, {
    seedSignature,
    signingKey: key.secret,
    scope: scopeText(claim),
    date,
  });
}

function scopeText({ scope }: SignatureClaim): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}
