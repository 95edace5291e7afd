import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Payload, Service } from '../aws/operations.ts';
import { bodyKind } from './body-kind.ts';
import { type Decoded, decode } from './decode.ts';
import { type Answer, encodeOutput } from './encode-output.ts';
import type { HttpRequest } from './http.ts';
import { parseTarget } from './request-head.ts';
import { route } from './routing/route.ts';
import { modelOf, operationNames } from './sdk-schemas.ts';
import { serviceOf } from './service-of.ts';
import { arbitraryStructure } from './testing/arbitrary-shape.ts';
import { collect, type SdkClient, sdkClient } from './testing/sdk-client.ts';

const all = (['s3', 'kms', 'iam', 'sts', 'secretsmanager', 'dynamodb'] as const).flatMap((service) =>
  operationNames(service).map((name): [Service, string] => [service, name]),
);
/** Operations of other endpoints, which share method and path with operations of S3; see s3-operations.ts. */
const elsewhere = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse']);
const routed = all.filter(([, operation]) => !elsewhere.has(operation));
/** Operations that answer with an event stream, which keyhole does not support. */
const answered = routed.filter(([, operation]) => operation !== 'SelectObjectContent');

/** Members that the client computes, or changes before it sends them. */
const clientMade =
  /^(Checksum.*|Content(MD5|Length|Type)|Client(Request)?Token|(CopySource)?SSECustomerKey(MD5)?)$/;
const notGiven = new Set(
  ['SSECustomerKey', 'CopySourceSSECustomerKey']
    .flatMap((name) => [name, `${name}MD5`])
    .concat('ChecksumAlgorithm', 'ContentLength', 'ContentMD5'),
);

const clients = new Map<string, SdkClient>();

/** The client of a service, the same for all its operations: making one takes longer than a request. */
function clientOf(service: Service, pathStyle = true): SdkClient {
  const style = `${service} ${pathStyle}`;
  const client = clients.get(style) ?? sdkClient(service, pathStyle);
  clients.set(style, client);
  return client;
}

test('all operations are reached, except those of other endpoints', () => {
  expect(routed.filter(([service]) => service === 's3')).toHaveLength(110);
  expect(all.length - routed.length).toBe(2);
});

describe.each([
  ['in path style', true, routed],
  ['in virtual-host style', false, routed.filter(([service]) => service === 's3')],
] as const)('what the SDK sends %s', (_, pathStyle, operations) => {
  test.each(operations)('%s %s decodes to its input', async (service, operation) => {
    const client = clientOf(service, pathStyle);
    const empty = service !== 'iam' && service !== 'sts';
    const inputs = arbitraryStructure(modelOf(service, operation).input.shape, { except: notGiven, empty });
    await check(inputs, async (input) => {
      const decoded: Decoded[] = [];
      const sent = client.send(operation, input, (request, body) => {
        decoded.push(receive(request, body));
        throw new Error('received');
      });
      expect(await sent.catch((error: Error) => error.message)).toBe('received');
      expect(decoded).toMatchObject([{ service, operation }]);
      const seen = await plain(decoded[0]?.input ?? {});
      expect(
        Object.fromEntries(Object.entries(seen).filter(([name]) => name in input || !clientMade.test(name))),
      ).toEqual(await plain(input));
    });
  });
});

describe('what the SDK receives', () => {
  test.each(answered)('%s %s decodes from its output', async (service, operation) => {
    const client = clientOf(service);
    const { input, output } = modelOf(service, operation);
    const except = new Set(['Expires', 'ContentRange', 'ContentLength']);
    const inputs = arbitraryStructure(input.shape, { except: notGiven });
    const outputs = output ? arbitraryStructure(output.shape, { except }) : fc.constant({});
    await check(fc.tuple(inputs, outputs), async ([sent, given]) => {
      const answer = () =>
        encodeOutput(typed({ service, operation, output: streamed(given), requestId: 'r-1' }));
      const { $metadata, ContentLength: _, ...seen } = await client.send(operation, sent, answer);
      expect(await plain(seen)).toEqual(await plain(given));
      expect($metadata).toMatchObject({ requestId: 'r-1' });
    });
  });
});

function check<T>(values: fc.Arbitrary<T>, holds: (value: T) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(values, holds), { numRuns: 5 });
}

function receive(request: HttpRequest, body: Uint8Array): Decoded {
  const head = parseTarget(request);
  const service = serviceOf(head, body);
  const found = route(head, service, body);
  return decode(found, head, bodyKind(found) === 'streaming' ? request.body : body);
}

/** A value that is generated from the schema has the type that the SDK generates from the same schema. */
function typed(answer: { service: Service; operation: string; output: object; requestId: string }): Answer {
  return answer as unknown as Answer;
}

/** An output with its bytes read and without undefined members. */
async function plain(input: object): Promise<Record<string, unknown>> {
  const entries = Object.entries(input).map(async ([name, value]): Promise<[string, unknown]> => {
    const bytes =
      value instanceof Uint8Array ||
      (typeof value === 'object' && value !== null && Symbol.asyncIterator in value);
    return [name, bytes ? Buffer.from(await collect(value)).toString('base64') : value];
  });
  return Object.fromEntries((await Promise.all(entries)).filter(isThere));
}

function streamed(output: Record<string, unknown>): Record<string, unknown> {
  const { Body } = output;
  if (!(Body instanceof Uint8Array)) return output;
  const stream = (async function* (): Payload {
    yield Body;
  })();
  return { ...output, Body: stream };
}

/** us-east-1 is an empty location on the wire, and an absent one for the SDK. */
function isThere([name, value]: [string, unknown]): boolean {
  return value !== undefined && !(name === 'LocationConstraint' && value === '');
}
