import { AwsError } from '../aws/aws-error.ts';

/*
 * The refusals of requests that cannot be understood, in each protocol's own words (Amazon S3 API Reference, "Error
 * responses"; IAM, STS and KMS API References, "Common errors").
 */

/** S3: a body that is not the XML the operation takes. */
export function malformedXml(): AwsError {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema';
  return new AwsError('MalformedXML', 400, message);
}

/** S3: a header or query parameter with a value that it cannot have. */
export function invalidArgument(message: string, name: string, value: string): AwsError {
  return new AwsError('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });
}

/** JSON: a body that is not JSON, or whose members are of other types than modelled. */
export function serializationException(message: string): AwsError {
  return new AwsError('SerializationException', 400, message);
}

/** Query: a parameter that cannot be read as what it should be. */
export function malformedInput(message: string): AwsError {
  return new AwsError('MalformedInput', 400, message);
}

/** JSON and query: required members that are missing, as AWS lists them. */
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

/** How many missing members are named, with so many characters each: an answer must not outgrow the request by much. */
const NAMED = 10;
const LONGEST_NAME = 256;

/** Anything AWS may offer and keyhole does not: refused by name, so that it is never mistaken for a denial. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `${what} is not implemented by keyhole`);
}
