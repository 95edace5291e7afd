import { isIP } from 'node:net';

/** A range of IPv4 or IPv6 addresses. */
export interface Cidr {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Parses `203.0.113.0/24`, `2001:DB8::/32` or a single address; undefined for any other text. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : bits + 1;
  return length > bits ? undefined : { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}
