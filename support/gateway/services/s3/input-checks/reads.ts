import type { ObjectAttributes } from '@aws-sdk/client-s3';
import { invalidArgument, invalidRequest } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/**
 * Refuses a read that overrides headers of the answer anonymously or with a text that no header can have. Refuses a read of
 * an attribute that objects do not have. Throws AwsError `InvalidRequest`, `InvalidArgument`.
 *
 * Source: Amazon S3 API reference, GetObject, section "Overriding response header values through the request";
 * GetObjectAttributes.
 */
export function checkRead({ operation, input, facts }: S3Request): void {
  if (facts.principal.type === 'Anonymous' && Object.keys(input).some((name) => name.startsWith('Response')))
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
  for (const [member, argument] of OVERRIDES) checkHeaderText(Reflect.get(input, member), argument);
  if (operation === 'GetObjectAttributes') checkAttributes(input);
}

/** The members that override headers of the answer, and their parameters. */
const OVERRIDES = [
  ['ResponseCacheControl', 'response-cache-control'],
  ['ResponseContentDisposition', 'response-content-disposition'],
  ['ResponseContentEncoding', 'response-content-encoding'],
  ['ResponseContentLanguage', 'response-content-language'],
  ['ResponseContentType', 'response-content-type'],
] as const;

/** Undocumented: AWS does not state this refusal. Recorded answers show it. */
function checkHeaderText(text: unknown, argument: string): void {
  if (typeof text !== 'string' || Buffer.from(text, 'latin1').toString('latin1') === text) return;
  throw invalidArgument('Header value cannot be represented using ISO-8859-1.', argument, text);
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
