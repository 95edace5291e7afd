import { AwsError } from '../../aws/aws-error.ts';

/**
 * S3's refusals of a body that does not match its headers (Amazon S3 API reference, "Error responses").
 *
 * Undocumented: the texts for malformed chunks; they are keyhole's own.
 */
export const bodyRefusals = {
  incomplete: () =>
    new AwsError(
      'IncompleteBody',
      400,
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    ),
  terminated: () => new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly'),
  tooLarge: (limit: number, size?: number) =>
    new AwsError('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
      ...(size !== undefined && { ProposedSize: String(size) }),
      MaxSizeAllowed: String(limit),
    }),
  tooSmall: (size: number, least: number) =>
    new AwsError('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(size),
      MinSizeAllowed: String(least),
    }),
  tooLong: (limit: number) =>
    new AwsError('MaxMessageLengthExceeded', 400, 'Your request was too big.', {
      MaxMessageLengthBytes: String(limit),
    }),
  missingLength: () =>
    new AwsError('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.'),
  notImplemented: (header: string) =>
    new AwsError(
      'NotImplemented',
      501,
      'A header you provided implies functionality that is not implemented',
      {
        Header: header,
      },
    ),
  invalidHeader: (header: string) =>
    new AwsError('InvalidRequest', 400, `Value for ${header} header is invalid.`),
  severalChecksums: () =>
    new AwsError(
      'InvalidRequest',
      400,
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    ),
  unaccompaniedAlgorithm: () =>
    new AwsError(
      'InvalidRequest',
      400,
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    ),
  unsupportedTrailer: () =>
    new AwsError('InvalidRequest', 400, 'The value specified in the x-amz-trailer header is not supported'),
  malformedTrailer: () =>
    new AwsError(
      'MalformedTrailerError',
      400,
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    ),
  invalidMd5: (given: string) =>
    new AwsError('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', {
      'Content-MD5': given,
    }),
  wrongMd5: (expected: string, calculated: string) =>
    new AwsError('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.', {
      ExpectedDigest: expected,
      CalculatedDigest: calculated,
    }),
  wrongChecksum: (algorithm: string) =>
    new AwsError('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`),
  wrongHash: (claimed: string, computed: string) =>
    new AwsError(
      'XAmzContentSHA256Mismatch',
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
    ),
  wrongChunkSignature: () =>
    new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ),
  malformedChunk: (problem: string) =>
    new AwsError('InvalidRequest', 400, `The aws-chunked body is malformed: ${problem}.`),
  smallChunk: (chunk: number, size: number) =>
    new AwsError(
      'InvalidChunkSizeError',
      403,
      'Only the last chunk is allowed to have a size less than 8192 bytes',
      {
        Chunk: String(chunk),
        BadChunkSize: String(size),
      },
    ),
};
