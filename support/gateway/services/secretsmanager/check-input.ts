import type { Tag } from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../aws/aws-error.ts';
import { violationsMessage, violationsOf } from '../../../aws/model/violations.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { secretsError } from '../../../aws/secrets-error.ts';
import { isTagText } from '../../../aws/tag-text.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkPassword } from './random-password.ts';
import { refuseAbsentMembers } from './refuse-absent-members.ts';

type InputChecks = {
  readonly [O in Operation<'secretsmanager'>]?: (input: Input<'secretsmanager', O>) => void;
};

/** Demands that the API model does not state. */
const inputChecks: InputChecks = {
  CreateSecret(input) {
    checkName(input.Name);
    checkValue(input);
    checkTags(input.Tags);
  },
  UpdateSecret(input) {
    if (input.SecretString !== undefined || input.SecretBinary !== undefined) checkValue(input);
  },
  PutSecretValue(input) {
    checkValue(input);
    if (input.SecretString !== undefined || input.SecretBinary !== undefined) return;
    const message = 'You must provide either SecretString or SecretBinary.';
    throw secretsError('InvalidRequestException', message);
  },
  DeleteSecret: (input) => checkWindow(input),
  BatchGetSecretValue: (input) => checkBatch(input),
  GetRandomPassword: (input) => checkPassword(input),
  RotateSecret: ({ ClientRequestToken }) => requireToken(ClientRequestToken, 'InvalidParameterException'),
  TagResource: ({ Tags }) => checkTags(Tags),
};

/**
 * Refuses a Secrets Manager request for its own form. It checks for members that keyhole does not implement,
 * then the API model, then rules outside the model. Throws ValidationException, InvalidParameterException,
 * InvalidRequestException and NotImplemented.
 *
 * Source: Secrets Manager API reference, each operation.
 */
export function checkSecretsInput({ operation, input }: CallFacts<'secretsmanager'>): void {
  refuseAbsentMembers(operation, input);
  const violations = violationsOf('secretsmanager', operation, input);
  if (violations.length > 0) throw secretsError('ValidationException', violationsMessage(violations));
  if ('SecretId' in input) checkSecretId(input.SecretId);
  // The table keys checks by operation: the input handed to this one is its own operation's.
  (inputChecks[operation] as ((input: object) => void) | undefined)?.(input);
}

const NAME = /^[\w/+=.@!-]{1,512}$/;

function checkName(name = ''): void {
  if (NAME.test(name)) return;
  throw secretsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** A secret is named by its ARN, whole or without its last characters, or by its name. */
function checkSecretId(id: string | undefined): void {
  if (id?.startsWith('arn:') !== true) checkName(id);
}

/**
 * SDKs and the AWS CLI generate a token if the caller gives none. Recorded answers show that operations refuse a request without
 * one under different codes.
 *
 * Source: Secrets Manager API reference, CreateSecret.
 */
function requireToken(
  token: string | undefined,
  code: 'InvalidRequestException' | 'InvalidParameterException',
): void {
  if (token !== undefined) return;
  throw secretsError(code, 'You must provide a ClientRequestToken value. We recommend a UUID-type value.');
}

function checkValue({
  SecretString,
  SecretBinary,
  ClientRequestToken,
}: Pick<
  Input<'secretsmanager', 'CreateSecret'>,
  'SecretString' | 'SecretBinary' | 'ClientRequestToken'
>): void {
  requireToken(ClientRequestToken, 'InvalidRequestException');
  if (SecretString === undefined || SecretBinary === undefined) return;
  throw secretsError(
    'InvalidParameterException',
    "You can't specify both a binary secret value and a string secret value in the same secret.",
  );
}

function checkWindow({
  RecoveryWindowInDays: days,
  ForceDeleteWithoutRecovery: force,
}: Input<'secretsmanager', 'DeleteSecret'>): void {
  if (days === undefined) return;
  if (force === true) {
    throw secretsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days >= 7 && days <= 30) return;
  throw secretsError(
    'InvalidParameterException',
    'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
  );
}

function checkBatch(input: Input<'secretsmanager', 'BatchGetSecretValue'>): void {
  const { SecretIdList, Filters, MaxResults } = input;
  if ((SecretIdList === undefined) === (Filters === undefined))
    throw secretsError(
      'InvalidParameterException',
      "Either 'SecretIdList' or 'Filters' must be provided, but not both.",
    );
  if (MaxResults !== undefined && Filters === undefined)
    throw secretsError(
      'InvalidParameterException',
      "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
    );
  for (const id of SecretIdList ?? []) checkSecretId(id);
}

/** As many as a secret can have. Source: Secrets Manager API reference, TagResource. */
export const MOST_TAGS = 50;

/**
 * Undocumented: AWS does not state the text of the first error. AWS states which characters tags generally take, and not
 * whether Secrets Manager takes others. A tag with another one is refused by name, since policies may depend on it.
 */
function checkTags(tags: readonly Tag[] = []): void {
  const reserved = tags.find(({ Key = '' }) => Key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) {
    const message = `The tag key ${reserved.Key} begins with aws:, which is reserved.`;
    throw secretsError('InvalidParameterException', message);
  }
  if (tags.length > MOST_TAGS) throw tooManyTags();
  const other = tags.find(({ Key = '', Value = '' }) => !isTagText(Key) || !isTagText(Value));
  if (other === undefined) return;
  const message = `keyhole cannot tell whether Secrets Manager takes the characters of the tag ${other.Key}.`;
  throw new AwsError('NotImplemented', 501, message);
}

/**
 * The error for more tags than a secret can have.
 * Undocumented: AWS does not state this error's text.
 */
export function tooManyTags(): Error {
  return secretsError('InvalidParameterException', `A secret has at most ${MOST_TAGS} tags.`);
}
