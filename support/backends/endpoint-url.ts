import { isIPv4 } from 'node:net';
import { SpecError } from '../scenario/spec-error.ts';

/**
 * The address of an endpoint. Examples create, overwrite and delete there, so another machine is refused unless it was
 * allowed. Throws SpecError `unusable-backend`.
 */
export function endpointUrl(text: string, allowRemote: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SpecError('unusable-backend', `--endpoint ${text} is not a URL, such as http://127.0.0.1:4566`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new SpecError(
      'unusable-backend',
      `--endpoint takes only a scheme, a host and a port: write ${url.origin}`,
    );
  }
  if (isAws(url.hostname)) {
    throw new SpecError(
      'unusable-backend',
      `--endpoint ${url.origin} is AWS itself, where requests cost money: give an emulator's URL`,
    );
  }
  if (isLoopback(url.hostname) || allowRemote) return url;
  throw new SpecError(
    'unusable-backend',
    `--endpoint ${url.origin} is not on this machine. keyhole would create and remove buckets, keys and users there. To allow that, add --allow-remote`,
  );
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}

function isAws(hostname: string): boolean {
  return /(^|\.)(amazonaws\.com(\.cn)?|aws\.dev|api\.aws)\.?$/.test(hostname);
}
