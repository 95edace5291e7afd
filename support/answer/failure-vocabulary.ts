import type { Describing } from '../gateway/record/decision-report.ts';

/** The answer to a failed request, as its client sees it. */
export interface FailureOnTheWire {
  /**
   * The error code as S3 sends it: S3 puts `KMS.` in front of codes of KMS. Left out if AWS documents only the message,
   * which is then compared with every confidence.
   */
  readonly code?: string;
  readonly status: number;
  readonly message: string | RegExp;
}

/** The facts about the scenario that the words of a failure refer to. */
export interface FailureFacts {
  readonly region: string;
  readonly accountId: (account: string) => string;
  /** Returns the ARN of a key by its name in the feature. */
  readonly keyArn: (key: string) => string;
  /** The names of things and the places of statements, for the message of a mismatch. */
  readonly describing?: Describing | undefined;
}

/** One kind of failure: the words that features use, and AWS's answer. */
export interface FailureKind {
  readonly words: RegExp;
  readonly shown: string;
  readonly answer: (groups: Readonly<Record<string, string>>, facts: FailureFacts) => FailureOnTheWire;
}

const ACCOUNT = '(?:the )?(?<account>.+?)(?: account)?';

/** A failure whose words contain no name. */
function fixed(shown: string, answer: FailureOnTheWire): FailureKind {
  return { words: new RegExp(`^${shown}$`), shown, answer: () => answer };
}

/**
 * The closed vocabulary of failures that are not denials.
 *
 * Source: Amazon S3 API reference, errors; AWS KMS API reference, errors; Secrets Manager API reference, errors.
 */
export const FAILURES: readonly FailureKind[] = [
  fixed('KMS throttles the account', {
    code: 'ThrottlingException',
    status: 400,
    message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  }),
  fixed('KMS throttles S3 for the account', {
    code: 'SlowDown',
    status: 503,
    message: 'Please reduce your request rate for operations involving AWS KMS.',
  }),
  fixed('the access point takes only requests from its VPC', {
    code: 'AccessDenied',
    status: 403,
    message: 'Access Denied',
  }),
  fixed('an unsigned request cannot use a KMS key', {
    code: 'InvalidArgument',
    status: 400,
    message:
      'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
  }),
  {
    words: new RegExp(`^${ACCOUNT} has no (?<alias>alias/\\S+)$`),
    shown: '<account> has no <alias>',
    answer: ({ account, alias }, { region, accountId }) => ({
      code: 'KMS.NotFoundException',
      status: 400,
      message: `Alias arn:aws:kms:${region}:${accountId(account ?? '')}:${alias} is not found.`,
    }),
  },
  {
    words: new RegExp(`^${ACCOUNT} has no key of that id$`),
    shown: '<account> has no key of that id',
    answer: ({ account }, { region, accountId }) => ({
      code: 'KMS.NotFoundException',
      status: 400,
      message: new RegExp(
        `^Key 'arn:aws:kms:${region}:${accountId(account ?? '')}:key/[0-9a-f-]{36}' does not exist$`,
      ),
    }),
  },
  fixed('the new key policy locks its author out', {
    code: 'MalformedPolicyDocumentException',
    status: 400,
    message: 'The new key policy will not allow you to update the key policy in the future.',
  }),
  fixed('the bucket does not allow ACLs', {
    code: 'AccessControlListNotSupported',
    status: 400,
    message: 'The bucket does not allow ACLs',
  }),
  {
    words: /^(?<key>the .+ key|key \d) is disabled$/,
    shown: '<key> is disabled',
    answer: ({ key = '' }, { keyArn }) => ({
      code: 'KMS.DisabledException',
      status: 400,
      message: `${keyArn(key)} is disabled.`,
    }),
  },
  {
    words: /^(?<key>the .+ key|key \d) is pending (?<what>deletion|import)$/,
    shown: '<key> is pending deletion|import',
    answer: ({ key = '', what }, { keyArn }) => ({
      code: 'KMS.KMSInvalidStateException',
      status: 400,
      message: `${keyArn(key)} is pending ${what}.`,
    }),
  },
  {
    words: /^(?<key>the .+ key|key \d) holds imported material$/,
    shown: '<key> holds imported material',
    answer: ({ key = '' }, { keyArn }) => ({
      code: 'UnsupportedOperationException',
      status: 400,
      message: `${keyArn(key)} origin is EXTERNAL which is not valid for this operation.`,
    }),
  },
  {
    words: /^no new material waits in (?<key>the .+ key|key \d)$/,
    shown: 'no new material waits in <key>',
    answer: ({ key = '' }, { keyArn }) => ({
      code: 'KMSInvalidStateException',
      status: 400,
      message: `No available key material pending rotation for the key: ${keyArn(key)}.`,
    }),
  },
  // AWS documents the code of this error, and no message.
  fixed('there is no such custom key store', {
    code: 'CustomKeyStoreNotFoundException',
    status: 400,
    message: /./,
  }),
  fixed('a key is named without asking for aws:kms', {
    code: 'InvalidArgument',
    status: 400,
    message:
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
  }),
  fixed('the bucket is not empty', {
    code: 'BucketNotEmpty',
    status: 409,
    message: 'The bucket you tried to delete is not empty',
  }),
  {
    words: /^the user still has (?<what>access keys|policies)$/,
    shown: 'the user still has access keys|policies',
    // The code on the wire is DeleteConflict; the SDK names the error by its shape.
    answer: ({ what }) => ({
      code: 'DeleteConflictException',
      status: 409,
      message: `Cannot delete entity, must delete ${what} first.`,
    }),
  },
  // KMS answers as for a key that the caller may not use.
  fixed('the ciphertext is of no key of this Region', {
    code: 'AccessDeniedException',
    status: 400,
    message:
      /^User: \S+ is not authorized to perform: kms:Decrypt on .* because the resource does not exist in this Region, /,
  }),
  fixed('the signature is for another request', {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  }),
  fixed('role chaining gives sessions of at most one hour', {
    code: 'ValidationError',
    status: 400,
    message:
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  }),
  fixed('access to KMS is not allowed', {
    code: 'AccessDeniedException',
    status: 400,
    message: 'Access to KMS is not allowed',
  }),
  fixed('another account must name the ARN of a key', {
    status: 400,
    message: 'You must specify a KMS key ARN to update the secret from a different AWS account.',
  }),
  fixed('re-wrapping takes the full ARN of a key', {
    code: 'InvalidRequest',
    status: 400,
    message: /Amazon Resource Name \(ARN\)/,
  }),
];
