import { BlockList, isIP } from 'node:net';
import { parseCidr } from '../../aws/cidr.ts';
import { PolicyError } from '../terms/policy-error.ts';
import type { Comparison } from './comparison.ts';

/** True for ranges that are not broader than /8 (IPv4) or /32 (IPv6), which S3 counts as public. */
export function isNarrowRange(value: string): boolean {
  const cidr = parseCidr(value);
  return cidr !== undefined && cidr.prefix >= (cidr.family === 'ipv4' ? 8 : 32);
}

/**
 * `IpAddress`: the address is in the range. An IPv4 address is never in an IPv6 range, nor the reverse.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export const ipAddress: Comparison = (expected, site) => {
  const cidr = parseCidr(expected);
  if (cidr === undefined)
    throw new PolicyError(site.path, `"${expected}" is not an IP address or CIDR range`);
  const version = cidr.family === 'ipv4' ? 4 : 6;
  // Most policies are never asked about an address, and node's list is costly to make.
  let range: BlockList | undefined;
  return (actual) => {
    if (isIP(actual) !== version) return false;
    if (range === undefined) {
      range = new BlockList();
      range.addSubnet(cidr.address, cidr.prefix, cidr.family);
    }
    return range.check(actual, cidr.family);
  };
};
