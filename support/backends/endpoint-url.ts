import { isIPv4 } from 'node:net';
import { SpecError } from '../scenario/spec-error.ts';

/**
 * The address of an endpoint, refused unless it is on this machine or was allowed: scenarios create, overwrite and delete
 * there. Throws SpecError `unusable-backend`.
 */
export function endpointUrl(text: string, allowRemote: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SpecError('unusable-backend', `--endpoint ${text} is no address; one is http://127.0.0.1:4566`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new SpecError('unusable-backend', `--endpoint takes scheme, host and port alone: ${url.origin}`);
  }
  if (isAws(url.hostname)) {
    throw new SpecError(
      'unusable-backend',
      `--endpoint ${url.origin} is AWS itself, where signatures and charges are real`,
    );
  }
  if (isLoopback(url.hostname) || allowRemote) return url;
  throw new SpecError(
    'unusable-backend',
    `--endpoint ${url.origin} is not on this machine. Buckets, keys and users are created and removed there: pass --allow-remote if that is what you want`,
  );
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}

function isAws(hostname: string): boolean {
  return /(^|\.)(amazonaws\.com(\.cn)?|aws\.dev|api\.aws)\.?$/.test(hostname);
}
