import { AwsError } from '../../aws/aws-error.ts';
import type { Service } from '../../aws/operations.ts';
import { percentDecode, type RequestHead } from '../request-head.ts';
import { operationAddress, operationNames } from '../sdk-schemas.ts';

/** An operation, with the labels that its path carries. */
interface UriRoute {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The method and path of an operation: texts and labels, segment by segment. */
interface Pattern {
  readonly operation: string;
  readonly method: string;
  readonly segments: readonly (string | Label)[];
}

interface Label {
  readonly member: string;
  /** True for a label that takes several segments. */
  readonly isGreedy: boolean;
}

const patterns = new Map<Service, readonly Pattern[]>();

/**
 * Finds the operation of a request whose method and path alone name it, as in S3 Control. A text counts more than a label.
 * Throws MethodNotAllowed for a path without an operation.
 */
export function routeByUri({ method, rawPath }: RequestHead, service: Service): UriRoute {
  const sent = rawPath.slice(1).split('/');
  for (const pattern of patternsOf(service)) {
    const labels = pattern.method === method ? labelsIn(pattern.segments, sent) : undefined;
    if (labels !== undefined) return { operation: pattern.operation, labels };
  }
  const message = 'The specified method is not allowed against this resource.';
  throw new AwsError('MethodNotAllowed', 405, message, { Method: method, ResourceType: rawPath });
}

function patternsOf(service: Service): readonly Pattern[] {
  const known = patterns.get(service);
  if (known !== undefined) return known;
  const found = operationNames(service).flatMap((operation): Pattern[] => {
    const address = operationAddress(service, operation);
    return address ? [{ operation, method: address.method, segments: segmentsOf(address.uri) }] : [];
  });
  const sorted = found.sort((one, other) => textsIn(other) - textsIn(one));
  patterns.set(service, sorted);
  return sorted;
}

function segmentsOf(uri: string): Pattern['segments'] {
  const [path = ''] = uri.split('?');
  return path
    .slice(1)
    .split('/')
    .map((segment) => {
      const member = /^\{(\w+)\+?\}$/.exec(segment)?.[1];
      return member === undefined ? segment : { member, isGreedy: segment.endsWith('+}') };
    });
}

function textsIn({ segments }: Pattern): number {
  return segments.filter((segment) => typeof segment === 'string').length;
}

/** The labels of a path of a pattern; undefined for another path. No pattern has two labels that are greedy. */
function labelsIn(
  segments: Pattern['segments'],
  sent: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const more = sent.length - segments.length;
  const labels: Record<string, string> = {};
  let at = 0;
  for (const segment of segments) {
    const isGreedy = typeof segment !== 'string' && segment.isGreedy;
    const width = isGreedy ? more + 1 : 1;
    const text = sent.slice(at, at + Math.max(width, 0)).join('/');
    at += width;
    if (text === '' || (typeof segment === 'string' && segment !== text)) return undefined;
    if (typeof segment !== 'string') labels[segment.member] = percentDecode(text);
  }
  return at === sent.length ? labels : undefined;
}
