import { AwsError } from '../aws/aws-error.ts';

/*
 * The refusals of requests that cannot be understood, in each protocol's own words (Amazon S3 API Reference, "Error
 * responses"; IAM, STS and KMS API References, "Common errors").
 */

/** S3: the body is not the XML that the operation takes. */
export function malformedXml(): AwsError {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema';
  return new AwsError('MalformedXML', 400, message);
}

/** S3: a header or query parameter has an invalid value. */
export function invalidArgument(message: string, name: string, value: string): AwsError {
  return new AwsError('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });
}

/** JSON: the body is not JSON, or a member has another type than in the model. */
export function serializationException(message: string): AwsError {
  return new AwsError('SerializationException', 400, message);
}

/** Query: a parameter cannot be parsed. */
export function malformedInput(message: string): AwsError {
  return new AwsError('MalformedInput', 400, message);
}

/** JSON and query: required members are missing, listed as AWS does. */
export function missingMembers(
  code: 'ValidationException' | 'ValidationError',
  names: readonly string[],
): AwsError {
  const errors = names
    .slice(0, NAMED)
    .map(
      (name) =>
        `Value null at '${name.slice(0, LONGEST_NAME)}' failed to satisfy constraint: Member must not be null`,
    );
  const count = `${names.length} validation error${names.length === 1 ? '' : 's'} detected`;
  return new AwsError(code, 400, `${count}: ${errors.join('; ')}`);
}

/**
 * The number of missing members in a message, and the length of each name. They keep an answer in proportion to the
 * request.
 */
const NAMED = 10;
const LONGEST_NAME = 256;

/** Refuses by name what AWS may offer and keyhole does not, so that it is never taken for a denial. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `${what} is not implemented by keyhole`);
}
