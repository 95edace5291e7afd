import { constants, generateKeyPair, privateEncrypt } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { isKnownHost } from '../../../gateway/serving/known-hosts.ts';
import type { Certificates } from '../../../gateway/serving/listener.ts';

/** A certificate authority that lasts as long as its process: its private key is never written. */
export interface CertificateAuthority extends Certificates {
  /** The certificate that clients are to trust, in PEM. */
  readonly certificate: string;
}

/** Names in the certificate for clients that name no host. A wildcard stands for one label. */
const USUAL_NAMES = [
  'localhost',
  's3.localhost',
  '*.localhost',
  '*.s3.localhost',
  'localhost.localstack.cloud',
  '*.localhost.localstack.cloud',
  '*.s3.localhost.localstack.cloud',
  '127.0.0.1',
  '::1',
];

/** Days for which certificates are valid. A lab ends earlier. */
const VALID_DAYS = 30;

/** The most host names with a certificate of their own: a client may name many. */
const MAX_NAMES = 200;

/**
 * Makes a certificate authority, and certificates for the host names that a lab answers to. Each name gets a certificate of
 * its own when a client first asks for it, since clients accept no wildcard such as `*.localhost`.
 */
export async function certificateAuthority(hostNames: readonly string[]): Promise<CertificateAuthority> {
  const pair = promisify(generateKeyPair);
  const encoding = {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const;
  const [own, servers] = await Promise.all([pair('rsa', encoding), pair('rsa', encoding)]);
  const subject = [{ name: 'commonName', value: 'keyhole lab (this process only)' }];
  const root = begun(own.publicKey, subject);
  root.setIssuer(subject);
  root.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const key = signer(own.privateKey);
  root.sign(key, forge.md.sha256.create());
  const issued = (names: readonly string[]) => {
    const leaf = begun(servers.publicKey, [{ name: 'commonName', value: names[0] ?? 'localhost' }]);
    leaf.setIssuer(subject);
    leaf.setExtensions([
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(altName) },
      { name: 'subjectKeyIdentifier' },
      {
        name: 'authorityKeyIdentifier',
        keyIdentifier: root.generateSubjectKeyIdentifier().getBytes(),
      },
    ]);
    leaf.sign(key, forge.md.sha256.create());
    return forge.pki.certificateToPem(leaf);
  };
  return {
    certificate: forge.pki.certificateToPem(root),
    usual: { key: servers.privateKey, cert: issued([...USUAL_NAMES, ...hostNames]) },
    contextFor: contextsByName(hostNames, (name) => ({ key: servers.privateKey, cert: issued([name]) })),
  };
}

/** The beginning of a signed SHA-256 digest. It is that of RFC 8017, section 9.2. */
const SHA256_DIGEST = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** A private key that signs with Node.js, which is a hundred times as fast as the library's own arithmetic. */
function signer(key: string): forge.pki.rsa.PrivateKey {
  const sign = (digest: forge.md.MessageDigest) => {
    const signed = Buffer.concat([SHA256_DIGEST, Buffer.from(digest.digest().getBytes(), 'latin1')]);
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signed).toString('latin1');
  };
  // The library asks the key of a certificate for its signature only.
  return { sign } as unknown as forge.pki.rsa.PrivateKey;
}

function contextsByName(
  hostNames: readonly string[],
  issue: (name: string) => { readonly key: string; readonly cert: string },
): Certificates['contextFor'] {
  const contexts = new Map<string, SecureContext>();
  return (name) => {
    const known = contexts.get(name);
    if (known !== undefined) return known;
    if (!isKnownHost(name, hostNames) || contexts.size >= MAX_NAMES) return undefined;
    const context = createSecureContext(issue(name));
    contexts.set(name, context);
    return context;
  };
}

function begun(publicKey: string, subject: forge.pki.CertificateField[]): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // A positive number of 16 bytes: RFC 5280 allows no other sign.
  certificate.serialNumber = `4${forge.util.bytesToHex(forge.random.getBytesSync(16)).slice(1)}`;
  // Clocks of containers may be late.
  certificate.validity.notBefore = new Date(Date.now() - 60 * 60 * 1000);
  certificate.validity.notAfter = new Date(Date.now() + VALID_DAYS * 24 * 60 * 60 * 1000);
  certificate.setSubject(subject);
  return certificate;
}

/** The form of a name in a certificate: 7 is an IP address, and 2 a host name. */
function altName(name: string): { readonly type: number; readonly value?: string; readonly ip?: string } {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };
}
