import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bodyKind } from './body-kind.ts';
import { type Decoded, decode } from './decode.ts';
import { type Answer, encodeOutput } from './encode-output.ts';
import type { HttpRequest } from './http.ts';
import type { Payload, Service } from './operations.ts';
import { parseTarget } from './request-head.ts';
import { route } from './routing/route.ts';
import { modelOf, operationNames } from './sdk-schemas.ts';
import { serviceOf } from './service-of.ts';
import { arbitraryStructure, documentText } from './testing/arbitrary-shape.ts';
import { collect, command, sdkClient } from './testing/sdk-client.ts';

const all: [Service, string][] = (['s3', 'kms', 'iam', 'sts'] as const).flatMap((service) =>
  operationNames(service).map((name): [Service, string] => [service, name]),
);

/** Addressed at endpoints of their own, which no S3 host tells apart; see s3-operations.ts. */
const elsewhere = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse']);
/** Answers in an event stream, which keyhole does not encode. */
const events = new Set(['SelectObjectContent']);
const routed = all.filter(([, operation]) => !elsewhere.has(operation));
/** What the SDK's client computes or changes before it sends. */
const clientMade = new Set([
  'SSECustomerKey',
  'SSECustomerKeyMD5',
  'CopySourceSSECustomerKey',
  'CopySourceSSECustomerKeyMD5',
  'ChecksumAlgorithm',
  'ContentMD5',
  'ContentLength',
]);

function received(request: HttpRequest, body: Uint8Array): Decoded {
  const head = parseTarget(request);
  const service = serviceOf(head, body);
  const found = route(head, service, body);
  return decode(found, head, bodyKind(found) === 'streaming' ? request.body : body);
}

async function plain(input: object): Promise<Record<string, unknown>> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  const value: Record<string, unknown> = Object.fromEntries(entries);
  if (value.Body !== undefined) value.Body = Buffer.from(await collect(value.Body)).toString('base64');
  return value;
}

describe.each([true, false])('what the SDK sends (path style: %s)', (pathStyle) => {
  test.each(pathStyle ? routed : routed.filter(([service]) => service === 's3'))(
    '%s %s decodes to its input',
    async (service, operation) => {
      const shape = modelOf(service, operation).input.shape;
      await fc.assert(
        fc.asyncProperty(
          arbitraryStructure(shape, { except: clientMade, text: documentText }),
          async (input) => {
            let decoded: Decoded | undefined;
            const client = sdkClient(
              service,
              (request, body) => {
                decoded = received(request, body);
                return encodeOutput({ ...decoded, output: {}, requestId: 'r' } as Answer);
              },
              pathStyle,
            );
            await client.send(command(service, operation, input)).catch((error) => {
              if (!decoded) throw error;
            });
            expect(decoded?.operation).toBe(operation);
            const seen = await plain(decoded?.input ?? {});
            for (const name of Object.keys(seen))
              if (clientMade.has(name) || /^Checksum|^ClientToken/.test(name))
                if (!(name in input)) delete seen[name];
            expect(seen).toEqual(await plain(input));
          },
        ),
        { numRuns: 10 },
      );
    },
  );
});

describe('what the SDK receives', () => {
  test.each(routed.filter(([, operation]) => !events.has(operation)))(
    '%s %s decodes from its output',
    async (service, operation) => {
      const { input, output } = modelOf(service, operation);
      const outputs = output
        ? arbitraryStructure(output.shape, {
            text: documentText,
            except: new Set(['Expires', 'ContentRange']),
          })
        : fc.constant({});
      await fc.assert(
        fc.asyncProperty(
          arbitraryStructure(input.shape, { except: clientMade, text: documentText }),
          outputs,
          async (sent, answered) => {
            const client = sdkClient(service, () =>
              encodeOutput({
                service,
                operation,
                output: streamed(answered),
                requestId: 'r',
              } as unknown as Answer),
            );
            const { $metadata, ...seen } = await client.send(command(service, operation, sent));
            expect(await plain(seen)).toEqual(await plain(answered));
            expect($metadata).toMatchObject({ requestId: 'r' });
          },
        ),
        { numRuns: 10 },
      );
    },
  );
});

function streamed(output: Record<string, unknown>): Record<string, unknown> {
  const { Body } = output;
  return Body instanceof Uint8Array
    ? {
        ...output,
        Body: (async function* (): Payload {
          yield Body;
        })(),
      }
    : output;
}
