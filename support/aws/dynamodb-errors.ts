import { AwsError } from './aws-error.ts';

/** An invalid request, in DynamoDB's words. Source, here and below: Amazon DynamoDB API reference, "Common errors". */
export function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}

/** Parameters that contradict each other or the table. */
export function invalidParameters(message: string): AwsError {
  return validation(`One or more parameter values were invalid: ${message}`);
}

/** The table does not exist. */
export function tableNotFound(name: string): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    400,
    `Requested resource not found: Table: ${name} not found`,
  );
}

/** The table does not exist: the text of operations on items and on resources given by ARN. */
export function resourceNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 400, 'Requested resource not found');
}
