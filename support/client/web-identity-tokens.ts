import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The key pairs of issuers, by URL: each is made when it is first needed, once a process. */
const keys = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>();

function keysOf(issuer: string) {
  let pair = keys.get(issuer);
  if (pair === undefined) {
    pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys.set(issuer, pair);
  }
  return pair;
}

/** The public key, in PEM, of the issuer with a URL. keyhole stands for the issuer. */
export function publicKeyOf(issuer: string): string {
  return keysOf(issuer).publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** The claims of a token besides its issuer and its times. */
export type Claims = Readonly<Record<string, string | readonly string[] | object>>;

/** A token of an issuer, signed with its key. It lasts an hour unless `times` says otherwise. */
export function issueToken(
  issuer: string,
  claims: Claims,
  times: { readonly iat: number; readonly exp: number } = lastingAnHour(),
): string {
  const header = encoded({ alg: 'ES256', typ: 'JWT' });
  const signed = `${header}.${encoded({ iss: issuer, ...times, ...claims })}`;
  const key = { key: keysOf(issuer).privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function lastingAnHour() {
  const iat = Math.floor(Date.now() / 1000);
  return { iat, exp: iat + 3600 };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
