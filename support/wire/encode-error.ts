import type { AwsError } from '../aws/aws-error.ts';
import type { Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';
import { bodyHeaders, commonHeaders, hostId } from './encoding/response-headers.ts';
import { declaration, escapeXml } from './encoding/xml-writer.ts';
import type { HttpResponse } from './http.ts';
import type { RequestHead } from './request-head.ts';
import { errorModels } from './sdk-schemas.ts';

/** An error to encode, and the head of the request that it answers, if known. An answer to HEAD has no body. */
export interface Refusal {
  readonly service: Service;
  readonly error: AwsError;
  readonly requestId: string;
  readonly head?: Pick<RequestHead, 'method'> | undefined;
}

/** Encodes an error as the service sends it; HEAD requests and 304 get the status alone. */
export function encodeError(refusal: Refusal): HttpResponse {
  const { service, error, requestId, head } = refusal;
  const headers = { ...commonHeaders(service, requestId), ...error.headers };
  const { status } = error;
  if (head?.method === 'HEAD' || status === 304) return { status, headers };
  const body = errorBody(refusal);
  headers['Content-Type'] = services[service].contentType;
  headers['Content-Length'] = String(Buffer.byteLength(body));
  Object.assign(headers, bodyHeaders(service, body));
  return { status, headers, body };
}

function errorBody({ service, error, requestId }: Refusal): string {
  const code = wireCode(service, error.code);
  const { message, members } = error;
  switch (services[service].protocol) {
    case 'rest-xml': {
      const content = elements({
        Code: code,
        Message: message,
        ...members,
        RequestId: requestId,
        HostId: hostId(requestId),
      });
      if (services[service].wrapsErrors !== true) return `${declaration}<Error>${content}</Error>`;
      const ids = elements({ RequestId: requestId, HostId: hostId(requestId) });
      return `${declaration}<ErrorResponse><Error>${elements({ Code: code, Message: message, ...members })}</Error>${ids}</ErrorResponse>`;
    }
    case 'json':
      // An exception without a text, such as KMS's InvalidCiphertextException, comes without the member.
      // The errors of Secrets Manager's model carry their text as `Message` alone.
      return JSON.stringify({
        __type: code,
        ...(message !== '' && !Object.hasOwn(members, 'Message') && { message }),
        ...members,
        ...error.structures,
      });
    case 'query': {
      // The side at fault (IAM and STS API references, "Common errors").
      const Type = error.status >= 500 ? 'Receiver' : 'Sender';
      const content = elements({ Type, Code: code, Message: message, ...members });
      const id = elements({ RequestId: requestId });
      return `<ErrorResponse xmlns="${services[service].namespace}"><Error>${content}</Error>${id}</ErrorResponse>`;
    }
  }
}

function elements(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`)
    .join('');
}

const codes = new Map<Service, ReadonlyMap<string, string>>();

/** The code on the wire. IAM's `NoSuchEntityException` is sent as `NoSuchEntity`, its `awsQueryError` name. */
function wireCode(service: Service, code: string): string {
  let known = codes.get(service);
  if (known === undefined) {
    known = new Map(errorModels(service).map((model) => [model.shape, model.code]));
    codes.set(service, known);
  }
  return known.get(code) ?? code;
}
