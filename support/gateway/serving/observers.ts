import { BlockList, isIP } from 'node:net';
import { parseCidr } from '../../aws/cidr.ts';

/**
 * Tells whether the peer at a socket's address may ask a lab for its decisions. This machine may, and so may
 * the given addresses and ranges, such as `172.16.0.0/12`. Throws TypeError for text that is neither.
 */
export function observersAmong(given: readonly string[]): (address: string) => boolean {
  const observers = new BlockList();
  for (const range of ['127.0.0.0/8', '::1', ...given]) {
    const cidr = parseCidr(range);
    if (cidr === undefined) throw new TypeError(`${range} is neither an IP address nor a range of them`);
    observers.addSubnet(cidr.address, cidr.prefix, cidr.family);
  }
  return (address) => {
    const version = isIP(address);
    return version !== 0 && observers.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}
