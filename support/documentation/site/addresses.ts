import { posix } from 'node:path';

/**
 * The address of a page: its folder within the site, with a slash at the end; empty for the first page. It is made of names,
 * never of numbers of a run, so that a link stays right.
 */
export type Address = string;

/**
 * A link from one page to another. It names the file index.html, so that it works in a folder without a server as well.
 */
export function linkTo(from: Address, to: Address, fragment = ''): string {
  const hash = fragment === '' ? '' : `#${encodeURIComponent(fragment)}`;
  if (from === to && hash !== '') return hash;
  return `${relativeTo(from, `${to}index.html`)}${hash}`;
}

/** The path from a page to a file of the site: `../assets/keyhole.css`. */
export function relativeTo(from: Address, file: string): string {
  const path = posix.relative(`/${from}`, `/${file}`) || posix.basename(file);
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A name as a part of an address: lower-case letters, digits and hyphens. */
export function slug(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9.]+/g, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '') || 'unnamed'
  );
}
