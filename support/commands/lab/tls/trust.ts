import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SpecError } from '../../../scenario/spec-error.ts';
import { caFileOf } from '../running/lab-folder.ts';

/** Has this process trust a certificate authority besides those that it trusts already. */
export function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}

/** Has this process trust the lab at an endpoint, if it was started with `--https` in the current folder. */
export function trustLabAt(endpoint: string): void {
  const file = caFileOf(endpoint);
  if (file !== undefined) trustFile(file);
}

/** Has this process trust the certificate authority in a file. Throws SpecError for a file without one. */
export function trustFile(file: string): void {
  try {
    trust(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SpecError('unreadable-file', `${file} has no certificate authority in PEM`, { cause });
  }
}
