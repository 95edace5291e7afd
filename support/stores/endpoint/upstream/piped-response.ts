import type { Service } from '../../../aws/operations.ts';
import { isRest } from '../../../aws/services.ts';
import { commonHeaders } from '../../../wire/encoding/response-headers.ts';
import type { HttpResponse } from '../../../wire/http.ts';
import type { Answered } from './upstream.ts';

/** Headers of one connection, of the endpoint's own, and those that the gateway sets by itself. */
const notPassedOn: ReadonlySet<string> = new Set([
  'connection',
  'date',
  'keep-alive',
  'server',
  'transfer-encoding',
  'x-amz-id-2',
  'x-amz-request-id',
  'x-amzn-requestid',
]);

/** Operations of S3 whose answers are read: their bodies have facts to be remembered or compared. */
const readOnTheirWay: ReadonlySet<string> = new Set([
  'CopyObject',
  'CreateMultipartUpload',
  'CompleteMultipartUpload',
  'GetObjectAttributes',
]);

/** True if an operation's answer can go to the client unread. */
export function isPiped(service: Service, operation: string): boolean {
  return isRest(service) && !readOnTheirWay.has(operation);
}

/** The gateway's answer from an endpoint's: its body unread, under the gateway's request id. */
export function pipedResponse(
  { status, headers, message }: Answered,
  request: { readonly service: Service; readonly requestId: string; readonly head: boolean },
): HttpResponse {
  const passed: Record<string, string> = commonHeaders(request.service, request.requestId);
  const { rawHeaders } = message;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const lower = name.toLowerCase();
    if (notPassedOn.has(lower) || lower.startsWith('x-localstack') || lower.startsWith('access-control-'))
      continue;
    passed[name] = rawHeaders[at + 1] ?? '';
  }
  if (request.head || status === 204 || headers['content-length'] === '0') {
    message.resume();
    return { status, headers: passed };
  }
  return { status, headers: passed, body: message };
}
