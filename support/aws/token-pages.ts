import { listPages } from './list-pages.ts';

/** A page of a list that continues after a token. */
interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * All pages of a list that continues after a token, read one after the other as they are asked for. Lists of Secrets
 * Manager and DynamoDB are such lists. The tokens are the store's own: no client has seen them. Throws the errors of `read`, and
 * ServiceUnavailable if a page does not lead on: what it leaves out must not count as absent.
 */
export function tokenPages<P extends Page>(
  read: (token: string | undefined) => P | Promise<P>,
): AsyncGenerator<P> {
  return listPages(read, ({ NextToken }) => NextToken);
}
