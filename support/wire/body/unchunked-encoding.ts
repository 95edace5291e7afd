/**
 * A Content-Encoding without `aws-chunked`, which describes the transfer and is not kept with the object (Amazon S3
 * API Reference, "Signature calculations for the authorization header"); undefined when nothing is left.
 */
export function unchunkedEncoding(contentEncoding: string | undefined): string | undefined {
  if (!contentEncoding?.toLowerCase().includes('aws-chunked')) return contentEncoding;
  const codings = contentEncoding.split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding.toLowerCase() !== 'aws-chunked').join(',') || undefined;
}
