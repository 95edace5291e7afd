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
 * True if clients of AWS address keyhole by a host name, in lower case and without its port: an address, a name of this
 * machine, one of AWS's own names, or one that was given. Any other name may be one that a web page chose for this
 * machine (DNS rebinding). An address cannot be chosen so.
 */
export function isKnownHost(host: string, given: readonly string[]): boolean {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0 || NAMES.has(host)) return true;
  return DOMAINS.some((domain) => host.endsWith(domain)) || given.some((name) => name.toLowerCase() === host);
}
