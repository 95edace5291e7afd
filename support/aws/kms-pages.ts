import { AwsError } from './aws-error.ts';

/** A page of a list of KMS. */
interface Page {
  readonly Truncated?: boolean | undefined;
  readonly NextMarker?: string | undefined;
}

/**
 * All pages of a list of KMS, read one after the other as they are asked for. Throws the errors of `read`. Throws
 * ServiceUnavailable if a page is not the last and does not lead on: what it leaves out must not count as absent.
 */
export async function* kmsPages<P extends Page>(
  read: (marker: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  let marker: string | undefined;
  do {
    const page = await read(marker);
    yield page;
    if (page.Truncated === true && (page.NextMarker === undefined || page.NextMarker === marker))
      throw new AwsError(
        'ServiceUnavailable',
        503,
        'keyhole: the store did not give the rest of a list of KMS.',
      );
    marker = page.Truncated === true ? page.NextMarker : undefined;
  } while (marker !== undefined);
}
