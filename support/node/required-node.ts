import { createRequire } from 'node:module';

const { engines } = createRequire(import.meta.url)('keyhole/package.json');

/**
 * Why a Node.js cannot run keyhole, in one sentence; undefined if it can. Versions are as in `process.versions.node`.
 * An old Node.js loads this file too, so that it uses nothing recent.
 */
export function tooOldNode(running: string = process.versions.node): string | undefined {
  const needed = String(engines.node).replace(/[^\d.]/g, '');
  const isOlder = running.localeCompare(needed, 'en', { numeric: true }) < 0;
  return isOlder ? `keyhole needs Node.js ${needed} or later, and this is ${running}` : undefined;
}
