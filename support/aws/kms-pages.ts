import { listPages } from './list-pages.ts';

/** A page of a list of KMS. */
interface Page {
  readonly Truncated?: boolean | undefined;
  readonly NextMarker?: string | undefined;
}

/**
 * All pages of a list of KMS, read one after the other as they are asked for. Throws the errors of `read`. Throws
 * ServiceUnavailable if a page is not the last and does not lead on: what it leaves out must not count as absent.
 */
export function kmsPages<P extends Page>(
  read: (marker: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  const next = ({ Truncated, NextMarker = '' }: P) => (Truncated === true ? NextMarker : undefined);
  return listPages(read, next, 'a list of KMS');
}
