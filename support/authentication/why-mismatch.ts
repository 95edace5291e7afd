import { hash } from 'node:crypto';
import type { RefusalReason } from '../aws/aws-error.ts';
import { factsOf } from '../aws/services.ts';
import type { RequestHead } from '../wire/request-head.ts';
import { canonicalRequest } from './canonical-request.ts';
import { equalInConstantTime } from './constant-time.ts';
import type { SignatureClaim } from './signature-claim.ts';
import { signingKey } from './signing-key.ts';

/** A request whose signature does not match it. */
export interface MismatchedRequest {
  readonly head: RequestHead;
  readonly claim: SignatureClaim;
  readonly payloadHash: string;
  readonly secretAccessKey: string;
}

/** A request or a secret that the client may have signed instead, and the difference in words. */
interface Supposition {
  readonly reason: RefusalReason;
  readonly head?: RequestHead;
  readonly payloadHash?: string;
  readonly secret?: string;
}

/** The most signed headers that are tried, so that the work stays linear in the length of the request. */
const MOST_HEADERS = 30;

/**
 * Finds out why a signature does not match, by signing what the client may have meant: another host name, path, header, body
 * or secret. One difference is tried at a time. If none explains the signature, the reason says so.
 */
export function whyMismatch(request: MismatchedRequest): RefusalReason {
  for (const supposition of suppositions(request))
    if (isSigned(request, supposition)) return supposition.reason;
  const { accessKeyId } = request.claim;
  return {
    why: `the secret of ${accessKeyId} gives another signature for the request as it arrived; no usual change of host, path, body or headers explains it`,
    remedy: `check the secret of ${accessKeyId}; else compare the canonical request of aws --debug with that of the answer`,
  };
}

function isSigned(request: MismatchedRequest, supposed: Supposition): boolean {
  const { claim } = request;
  const { scope } = claim;
  const canonical = canonicalRequest(
    supposed.head ?? request.head,
    claim,
    supposed.payloadHash ?? request.payloadHash,
  );
  const place = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${claim.date}\n${place}\n${hash('sha256', canonical)}`;
  const key = signingKey(supposed.secret ?? request.secretAccessKey, scope);
  return equalInConstantTime(key.sign(text), claim.signature);
}

function suppositions(request: MismatchedRequest): readonly Supposition[] {
  return [
    ...otherSecrets(request),
    ...otherHosts(request),
    ...otherPaths(request),
    ...otherBodies(request),
    ...otherHeaders(request),
  ];
}

function otherSecrets({ claim, secretAccessKey }: MismatchedRequest): readonly Supposition[] {
  const { accessKeyId } = claim;
  const secrets: readonly (readonly [string, string])[] = [
    ['test', 'the secret "test", which only root users and services have'],
    [accessKeyId, 'the access key id in place of the secret'],
    [`${secretAccessKey}\n`, 'a line break behind the secret'],
    [`${secretAccessKey} `, 'a blank behind the secret'],
  ];
  return secrets
    .filter(([secret]) => secret !== secretAccessKey)
    .map(([secret, what]) => ({
      secret,
      reason: {
        why: `the client signed with ${what}`,
        remedy: `give the client the secret of ${accessKeyId}`,
      },
    }));
}

function otherHosts({ head, claim }: MismatchedRequest): readonly Supposition[] {
  const { host = '' } = head.headers;
  const [name = '', port] = host.split(':');
  const { region, service } = claim.scope;
  const hosts = new Set([
    name,
    ...(port === undefined ? [] : [`localhost:${port}`, `127.0.0.1:${port}`]),
    ...['localhost:4566', '127.0.0.1:4566', `${service}.${region}.amazonaws.com`, `${service}.amazonaws.com`],
  ]);
  hosts.delete(host);
  const named = [...hosts].map((other) => withHost(head, other));
  const [, bucket, rest = ''] = /^\/([^/?]+)(\/.*)?$/.exec(head.rawPath) ?? [];
  const inHost = `${bucket}.${host}`;
  return [
    ...named,
    ...(factsOf(service).signsAsObjectStorage && bucket !== undefined
      ? [
          {
            head: { ...withHost(head, inHost).head, rawPath: rest === '' ? '/' : rest },
            reason: {
              why: `the client signed for the bucket in the host name (Host: ${inHost}), and the request has it in the path`,
              remedy: 'have the client use path-style addresses, or let the host name through unchanged',
            },
          },
        ]
      : []),
  ];
}

function withHost(head: RequestHead, host: string) {
  return {
    head: { ...head, headers: { ...head.headers, host } },
    reason: {
      why: `the client signed Host: ${host}, and the request arrived with Host: ${head.headers.host ?? ''}`,
      remedy:
        'send the request to the address that was signed, or have the proxy in between keep the Host header',
    },
  };
}

function otherPaths({ head }: MismatchedRequest): readonly Supposition[] {
  const { rawPath } = head;
  const toggled = rawPath.endsWith('/') ? rawPath.slice(0, -1) : `${rawPath}/`;
  const paths = new Set([
    toggled,
    rawPath.replaceAll('%', '%25'),
    decoded(rawPath),
    rawPath.replace(/\/{2,}/g, '/'),
  ]);
  paths.delete(rawPath);
  paths.delete('');
  return [...paths].map((path) => ({
    head: { ...head, rawPath: path },
    reason: {
      why: `the client signed the path ${path}, and the request arrived with ${rawPath}`,
      remedy: 'have the client sign the path exactly as it sends it; a proxy may have changed its escapes',
    },
  }));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function otherBodies({ payloadHash }: MismatchedRequest): readonly Supposition[] {
  const bodies: readonly (readonly [string, string])[] = [
    ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD in place of the hash of its body'],
    [hash('sha256', ''), 'the hash of an empty body'],
  ];
  return bodies
    .filter(([other]) => other !== payloadHash)
    .map(([other, what]) => ({
      payloadHash: other,
      reason: {
        why: `the client signed ${what}; the hash of what arrived is ${payloadHash}`,
        remedy: 'have the client sign the body that it sends; a proxy may have changed the body',
      },
    }));
}

/** Values that clients and proxies write into a header. */
const USUAL_VALUES: Readonly<Record<string, readonly string[]>> = {
  'accept-encoding': ['identity', 'gzip', 'gzip, deflate'],
  'content-type': [
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-8',
    'application/x-amz-json-1.0',
    'application/x-amz-json-1.1',
  ],
  'content-length': ['0'],
  expect: ['100-continue'],
  connection: ['keep-alive', 'close'],
};

function otherHeaders({ head, claim }: MismatchedRequest): readonly Supposition[] {
  return [...claim.signed].slice(0, MOST_HEADERS).flatMap((name) => {
    const arrived = head.headers[name];
    const values = [...(USUAL_VALUES[name] ?? []), '', undefined].filter((value) => value !== arrived);
    return values.map((value) => ({
      head: { ...head, headers: withValue(head.headers, name, value) },
      reason: {
        why: `the client signed ${shown(name, value)}, and the request arrived with ${shown(name, arrived)}`,
        remedy: `have the proxy in between leave ${name} as it is, or have the client not sign it`,
      },
    }));
  });
}

function withValue(
  headers: RequestHead['headers'],
  name: string,
  value: string | undefined,
): RequestHead['headers'] {
  const { [name]: _, ...others } = headers;
  return value === undefined ? others : { ...others, [name]: value };
}

function shown(name: string, value: string | undefined): string {
  return value === undefined ? `no ${name}` : `${name}: ${value}`;
}
