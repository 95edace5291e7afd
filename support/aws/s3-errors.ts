import { AwsError } from './aws-error.ts';

/*
 * Codes, statuses and texts of Amazon S3's refusals of a request's own form.
 * Source: Amazon S3 API reference, "Error responses"; texts as S3 sends them.
 */

/** 400: an argument that S3 does not accept, by its name on the wire. */
export function invalidArgument(message: string, name: string, value?: string): AwsError {
  const members: Record<string, string> = { ArgumentName: name };
  if (value !== undefined) members.ArgumentValue = value;
  return new AwsError('InvalidArgument', 400, message, members);
}

/** 400: a request whose parts are valid but do not fit together. */
export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequest', 400, message);
}

/** 400: a document that does not follow S3's schema. */
export function malformedXml(): AwsError {
  return new AwsError('MalformedXML', 400, NOT_WELL_FORMED);
}

/** 400: an access control list that does not follow S3's schema. */
export function malformedAcl(): AwsError {
  return new AwsError('MalformedACLError', 400, NOT_WELL_FORMED);
}

const NOT_WELL_FORMED =
  'The XML you provided was not well-formed or did not validate against our published schema';

/** 403: refused without a reason. */
export function accessDenied(): AwsError {
  return new AwsError('AccessDenied', 403, 'Access Denied');
}

/** 501: a header asks for something that S3 or keyhole does not have; the error names the header. */
export function notImplemented(header: string, additionalMessage?: string): AwsError {
  const message = 'A header you provided implies functionality that is not implemented';
  const members: Record<string, string> = { Header: header };
  if (additionalMessage !== undefined) members.additionalMessage = additionalMessage;
  return new AwsError('NotImplemented', 501, message, members);
}

/** 412: the named condition, a header such as `If-Match`, does not hold. */
export function preconditionFailed(condition: string): AwsError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new AwsError('PreconditionFailed', 412, message, { Condition: condition });
}
