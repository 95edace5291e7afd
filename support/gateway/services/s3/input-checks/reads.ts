import type { ObjectAttributes } from '@aws-sdk/client-s3';
import { invalidArgument, invalidRequest } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/**
 * Refuses an anonymous read that overrides headers of the answer, and a read of an attribute that objects do
 * not have. Throws AwsError `InvalidRequest`, `InvalidArgument`.
 *
 * Source: Amazon S3 API reference, GetObject, section "Overriding response header values through the request";
 * GetObjectAttributes.
 */
export function checkRead({ operation, input, facts }: S3Request): void {
  if (facts.principal.type === 'Anonymous' && Object.keys(input).some((name) => name.startsWith('Response')))
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
  if (operation === 'GetObjectAttributes') checkAttributes(input);
}

const attributes: ReadonlySet<string> = new Set<ObjectAttributes>([
  'ETag',
  'Checksum',
  'ObjectParts',
  'StorageClass',
  'ObjectSize',
]);

function checkAttributes({ ObjectAttributes: asked = [] }: { ObjectAttributes?: readonly string[] }): void {
  if (asked.length > 0 && asked.every((attribute) => attributes.has(attribute))) return;
  throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', asked.join(','));
}
