import { isIP } from 'node:net';

/** Names that lead to this machine, or to the machine around a container. */
const NAMES: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localstack.cloud',
  'host.docker.internal',
  'gateway.docker.internal',
  'host.containers.internal',
  'host.testcontainers.internal',
]);

/** Domains below which no web page can have a name that leads to this machine. */
const DOMAINS = [
  '.localhost',
  '.localhost.localstack.cloud',
  '.amazonaws.com',
  '.amazonaws.com.cn',
  '.api.aws',
];

/**
 * True if AWS clients may address keyhole by a host name, given in lower case and without its port. Known
 * hosts are addresses, names of this machine, AWS's own names, and the given ones. A web page may have chosen
 * any other name for this machine (DNS rebinding). A page cannot choose an address.
 */
export function isKnownHost(host: string, given: readonly string[]): boolean {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0 || NAMES.has(host)) return true;
  return DOMAINS.some((domain) => host.endsWith(domain)) || given.some((name) => name.toLowerCase() === host);
}
