import { follow } from './live-source.ts';

/** The newest document of a policy. */
export interface Newest {
  readonly text: string;
  /** False if the lab has no such policy any more. */
  readonly exists: boolean;
}

/** Follows the document of a policy's page, and tells of each other one with its digest. */
export function followDocument(
  page: HTMLElement,
  said: HTMLElement,
  onChange: (newest: Newest, digest: string) => void,
): void {
  const url = new URL('../../stream', location.href);
  url.searchParams.set('policies', page.dataset.policy ?? '');
  url.searchParams.set('after', page.dataset.base ?? '');
  follow({ url, said, onMessage: (data, id) => onChange(JSON.parse(data), id) });
}
