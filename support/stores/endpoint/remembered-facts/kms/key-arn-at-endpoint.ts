import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/** The ARN of the key that a reference means at an endpoint; undefined if the endpoint does not say. */
export async function keyArnAtEndpoint(
  upstream: Upstream,
  KeyId: string,
  place: Place,
): Promise<string | undefined> {
  const asked = { service: 'kms', operation: 'DescribeKey', input: { KeyId } } as const;
  const { KeyMetadata } = await upstream.perform({ ...asked, ...place });
  return KeyMetadata?.Arn;
}
