import { authenticate } from '../authentication/authenticate.ts';
import type { Authenticated } from '../authentication/authenticated.ts';
import { refusalsOf } from '../authentication/refusals-of.ts';
import { AwsError } from '../aws/aws-error.ts';
import { noSuchBucket } from '../aws/no-such-bucket.ts';
import type { Payload, Service } from '../aws/operations.ts';
import { isRest, services, signingName } from '../aws/services.ts';
import { type Awaitable, whenKnown } from '../stores/awaitable.ts';
import type { Store } from '../stores/store.ts';
import { readBody } from '../wire/body/read-body.ts';
import { requireChecksum } from '../wire/body/required-checksum.ts';
import { streamBody } from '../wire/body/stream-body.ts';
import { VerifiedPayload } from '../wire/body/verified-payload.ts';
import { bodyKind } from '../wire/body-kind.ts';
import { LARGEST_FORM, largestBody } from '../wire/body-limits.ts';
import { type Decoded, decode } from '../wire/decode.ts';
import { checkExpectedOwner } from '../wire/expected-owner.ts';
import { isObjectForm, type ObjectForm } from '../wire/form/object-form.ts';
import type { HttpRequest } from '../wire/http.ts';
import { parseTarget, type RequestHead } from '../wire/request-head.ts';
import { presignedHeaders } from '../wire/routing/presigned-headers.ts';
import { type Route, route } from '../wire/routing/route.ts';
import { bucketOfHost } from '../wire/routing/s3-address.ts';
import { isForm, serviceOf } from '../wire/service-of.ts';
import type { RequestFacts } from './context/request-facts.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { receiveForm } from './receive-form.ts';
import { regionOf } from './signing-region.ts';

/** A received request, as far as it could be decoded and authenticated. */
export interface Reception {
  readonly head?: RequestHead | undefined;
  readonly service?: Service | undefined;
  readonly call?: ReceivedCall;
  /** The form, if the call is an upload by one. */
  readonly form?: ObjectForm | undefined;
  /** The error that ended receiving, if one did. */
  readonly error?: unknown;
}

/**
 * The first two stages: decodes a request into a typed call and finds out who sent it. The body is read only as far as
 * decoding needs it; an object's bytes stay a stream, verified as they are read. It does not reject: see {@link Reception}.
 */
export async function receive(store: Store, http: HttpRequest): Promise<Reception> {
  let head: RequestHead | undefined;
  let service: Service | undefined;
  try {
    head = parseTarget(http);
    const sent = { http, head, readBody: bodyOnce(http, head) };
    service = isForm(head) ? undefined : serviceOf(head);
    service ??= serviceOf(head, await sent.readBody());
    if (isRest(service) && isObjectForm(head))
      return { head, service, ...(await receiveFormOf(store, service, sent)) };
    const call = await (isRest(service)
      ? receiveRest(store, service, sent)
      : receiveRpc(store, service, sent));
    return { head, service, call };
  } catch (error) {
    return { head, service, error };
  }
}

/** A request whose body may have to be read to find out its service. */
interface Sent {
  readonly http: HttpRequest;
  readonly head: RequestHead;
  readonly readBody: () => Promise<Uint8Array>;
}

function bodyOnce(http: HttpRequest, head: RequestHead): Sent['readBody'] {
  let read: Promise<Uint8Array> | undefined;
  return () => {
    http.continue?.();
    // The action of a form is in the body. Until the body is read, the largest limit of any form applies.
    const limit = isForm(head) ? LARGEST_FORM : largestBody(serviceOf(head));
    read ??= readBody({ body: http.body, head, expectation: { kind: 'unsigned' }, limit });
    return read;
  };
}

async function receiveRest(store: Store, service: Service, { http, head }: Sent): Promise<ReceivedCall> {
  // A signature is verified before anything is read of a request: S3 tells strangers nothing else.
  const authenticated = await whoSent(store, head, { service, readBody: () => new Uint8Array() });
  const routed = route(head, service);
  checkExpectedOwner(head);
  const received = { ...http, headers: presignedHeaders(head) };
  requireChecksum(routed, head);
  const kind = bodyKind(routed);
  const body = { body: http.body, head, expectation: authenticated.payload };
  if (kind === 'streaming') {
    const payload = new VerifiedPayload(streamBody({ ...body, body: sentWhenRead(http) }));
    const decoded = decode(routed, head, payload);
    return withFacts(decoded, facts(store, received, { authenticated, routed }));
  }
  if (kind === 'bytes') http.continue?.();
  const bytes =
    kind === 'bytes'
      ? await readBody({ ...body, limit: largestBody(routed.service, routed.operation) })
      : new Uint8Array();
  const decoded = await decodedForBucket(store, routed, () => decode(routed, head, bytes));
  return withFacts(decoded, facts(store, received, { authenticated, routed }));
}

/**
 * Decodes a document for a bucket. If it is malformed and the bucket does not exist, the bucket is the reason that S3 names.
 * Undocumented: AWS does not state which refusal comes first. Recorded answers show it.
 */
async function decodedForBucket(
  store: Store,
  { operation, bucket }: Route,
  decoding: () => Decoded,
): Promise<Decoded> {
  try {
    return decoding();
  } catch (error) {
    const isMalformed = error instanceof AwsError && error.code === 'MalformedXML';
    if (!isMalformed || bucket === undefined || operation === 'CreateBucket') throw error;
    throw (await store.bucketOwner(bucket)) === undefined ? noSuchBucket(bucket) : error;
  }
}

async function receiveFormOf(
  store: Store,
  service: Service,
  sent: Sent,
): Promise<Pick<Reception, 'call' | 'form'>> {
  const credentials = (accessKeyId: string) => store.credential(accessKeyId);
  const { form, routed, decoded, authenticated, put } = await receiveForm(service, sent, credentials);
  const received = { ...sent.http, headers: put.headers };
  const ofPut = await facts(store, received, { authenticated, routed });
  return { form, call: await withFacts(decoded, { ...ofPut, byForm: true }) };
}

async function receiveRpc(
  store: Store,
  service: Service,
  { http, head, readBody }: Sent,
): Promise<ReceivedCall> {
  const authenticated = await whoSent(store, head, { service, readBody });
  const isUnsigned = authenticated.principal.type === 'Anonymous';
  const { unsignedOperations } = services[service];
  if (isUnsigned && unsignedOperations === undefined) throw refusalsOf(service).unsigned();
  const bytes = await readBody();
  const routed = route(head, service, bytes);
  if (isUnsigned && !unsignedOperations?.includes(routed.operation)) throw refusalsOf(service).unsigned();
  const decoded = decode(routed, head, bytes);
  return withFacts(decoded, facts(store, http, { authenticated, routed }));
}

function withFacts(
  { service, operation, input }: Decoded,
  known: Awaitable<RequestFacts>,
): Awaitable<ReceivedCall> {
  return whenKnown(known, (facts) => ({ service, operation, input, facts }));
}

function whoSent(
  store: Store,
  head: RequestHead,
  request: { readonly service: Service; readonly readBody: () => Promise<Uint8Array> | Uint8Array },
): Promise<Authenticated> {
  const credentials = (accessKeyId: string) => store.credential(accessKeyId);
  const bucketInHost = isRest(request.service) ? bucketOfHost(head.host) : undefined;
  const service = signingName(request.service);
  return authenticate({ ...request, service, head, credentials, now: new Date(), bucketInHost });
}

function facts(
  store: Store,
  http: Pick<HttpRequest, 'headers' | 'sourceIp' | 'secure' | 'tls'>,
  { authenticated, routed }: { readonly authenticated: Authenticated; readonly routed: Route },
): Awaitable<RequestFacts> {
  // The decision log keeps these facts. The request itself would keep its socket.
  const { headers, sourceIp, secure, tls } = http;
  const { principal } = authenticated;
  return whenKnown(regionOf(store, routed, authenticated.region), (region) => ({
    principal,
    authenticated,
    http: { headers, sourceIp, secure, tls },
    region,
    time: new Date(),
  }));
}

/** A body that is asked for only when it is read. So a refused request need not send it. */
function sentWhenRead({ body, continue: sendContinue }: HttpRequest): Payload {
  if (sendContinue === undefined) return body;
  return {
    [Symbol.asyncIterator]() {
      sendContinue();
      return body[Symbol.asyncIterator]();
    },
  };
}
