import { BlockList, isIP } from 'node:net';
import { PolicyError } from '../terms/policy-error.ts';
import type { Comparison } from './comparison.ts';

/** A range of addresses of one family. */
export interface Cidr {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads `203.0.113.0/24`, `2001:DB8::/32` or a single address; undefined where it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : bits + 1;
  return length > bits ? undefined : { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/**
 * `IpAddress`: the address lies in the range; an address of the other family never does.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export const ipAddress: Comparison = (expected, site) => {
  const cidr = parseCidr(expected);
  if (cidr === undefined)
    throw new PolicyError(site.path, `"${expected}" is not an IP address or CIDR range`);
  const range = new BlockList();
  range.addSubnet(cidr.address, cidr.prefix, cidr.family);
  const version = cidr.family === 'ipv4' ? 4 : 6;
  return (actual) => isIP(actual) === version && range.check(actual, cidr.family);
};
