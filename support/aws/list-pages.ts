import { AwsError } from './aws-error.ts';

/**
 * All pages of a list, read one after the other as they are asked for. `next` returns the place at which the next page
 * begins, and undefined after the last page. It is empty if a page is not the last and does not lead on.
 *
 * Throws the errors of `read`. Throws ServiceUnavailable if a page leads to itself or nowhere: the items that it leaves out
 * must not count as absent.
 */
export async function* listPages<P>(
  read: (place: string | undefined) => P | Promise<P>,
  next: (page: P) => string | undefined,
  list = 'a list',
): AsyncGenerator<P> {
  let place: string | undefined;
  do {
    const page = await read(place);
    yield page;
    const following = next(page);
    if (following !== undefined && (following === '' || following === place))
      throw new AwsError('ServiceUnavailable', 503, `keyhole: the store did not give the rest of ${list}.`);
    place = following;
  } while (place !== undefined);
}
