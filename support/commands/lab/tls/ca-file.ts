import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SpecError } from '../../../scenario/spec-error.ts';

/** The file with the certificate authority of a lab. Disposing it removes it: no later lab has that authority. */
export interface WrittenCa extends Disposable {
  readonly file: string;
}

/** The file for the lab at an endpoint of this machine that was started in the current folder. */
function caFile(endpoint: string): string {
  return resolve('.cache', 'lab', `ca-${new URL(endpoint).port}.pem`);
}

/** Writes the certificate authority of a lab, which only the user can read. Throws SpecError if it cannot be written. */
export function writeCa(endpoint: string, certificate: string): WrittenCa {
  const file = caFile(endpoint);
  const folder = join(file, '..');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    rmSync(file, { force: true });
    writeFileSync(file, certificate, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const message = `${folder} cannot be written, and clients find the certificate of the lab there`;
    throw new SpecError('unreadable-file', message, { cause });
  }
  const remove = () => rmSync(file, { force: true });
  process.once('exit', remove);
  return {
    file,
    [Symbol.dispose]() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Has this process trust a certificate authority besides those that it trusts already. */
export function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}

/** Has this process trust the lab at an endpoint, if it was started with `--https` in the current folder. */
export function trustLabAt(endpoint: string): void {
  if (!endpoint.startsWith('https:')) return;
  const file = caFile(endpoint);
  if (existsSync(file)) trust(readFileSync(file, 'utf8'));
}
