/**
 * The address of a lab for S3 Control. Clients write the account in front of the host, as in `111111111111.127.0.0.1`, which
 * no machine finds. With a user name before the host, the account becomes a part of that: `111111111111.lab@127.0.0.1`.
 */
export function s3controlAddress(endpoint: string): string {
  return endpoint.replace('://', '://lab@');
}
