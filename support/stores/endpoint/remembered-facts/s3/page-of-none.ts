import type { Request } from '../../services/request.ts';

/** The members that limit a list of S3. */
const LIMITS = ['MaxKeys', 'MaxParts', 'MaxUploads'] as const;

/** The members of a list that hold entries, or tell what the next page begins with. */
const ENTRIES =
  /^(Contents|CommonPrefixes|Versions|DeleteMarkers|Uploads|Parts|Next\w*Marker|NextContinuationToken)$/;

/**
 * True if a list is asked for no entries. S3 then answers none. LocalStack takes 0 for its default, and would answer more
 * than a policy with `s3:max-keys` allows.
 */
export function asksForNone({ service, operation, input }: Pick<Request, 'service' | 'operation' | 'input'>) {
  return service === 's3' && operation.startsWith('List') && limitOfNone(input) !== undefined;
}

/** The answer of S3 to a request: the answer of the endpoint, without its entries if the request asks for none. */
export function withoutEntries(request: Request, output: object): object {
  const limit = limitOfNone(request.input);
  if (limit === undefined || !asksForNone(request)) return output;
  const kept = Object.entries(output).filter(([member]) => !ENTRIES.test(member));
  const counted = Reflect.has(output, 'KeyCount') ? { KeyCount: 0 } : {};
  return { ...Object.fromEntries(kept), ...counted, [limit]: 0, IsTruncated: false };
}

function limitOfNone(input: object): string | undefined {
  return LIMITS.find((member) => Reflect.get(input, member) === 0);
}
