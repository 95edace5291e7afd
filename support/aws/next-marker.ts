import { AwsError } from './aws-error.ts';

/** A page of a list of KMS. */
interface Page {
  readonly Truncated?: boolean | undefined;
  readonly NextMarker?: string | undefined;
}

/**
 * The marker of the page after this one; undefined after the last page. `asked` is the marker of this page. Throws
 * ServiceUnavailable if the page is not the last and does not lead on: what it leaves out must not count as absent.
 */
export function nextMarker({ Truncated, NextMarker }: Page, asked: string | undefined): string | undefined {
  if (Truncated !== true) return undefined;
  if (NextMarker !== undefined && NextMarker !== asked) return NextMarker;
  throw new AwsError('ServiceUnavailable', 503, 'keyhole: the store did not give the rest of a list of KMS.');
}
