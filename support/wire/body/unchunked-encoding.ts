/**
 * A Content-Encoding without `aws-chunked`, which describes the transfer and is not stored with the object. Undefined if
 * nothing is left.
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: transferring payload in
 * multiple chunks".
 */
export function unchunkedEncoding(contentEncoding: string | undefined): string | undefined {
  if (!contentEncoding?.toLowerCase().includes('aws-chunked')) return contentEncoding;
  const codings = contentEncoding.split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding.toLowerCase() !== 'aws-chunked').join(',') || undefined;
}
