import type { Sources } from '../authorization/statement-source.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Service } from '../wire/operations.ts';
import { describeOutcome } from './describe-outcome.ts';
import type { Confidence } from './expectation.ts';
import type { Outcome } from './outcome.ts';

/** What a failed request looks like to its client. */
interface FailureOnTheWire {
  /**
   * As S3 sends it, which marks what KMS said by `KMS.`; KMS itself sends it without that mark. Left out where AWS's
   * documentation has the message alone: then that counts, whatever the confidence.
   */
  readonly code?: string;
  readonly status: number;
  readonly message: string | RegExp;
}

/** What the words of a failure refer to. */
export interface FailureFacts {
  readonly region: string;
  readonly accountId: (account: string) => string;
  /** The ARN of a key by its name in the feature. */
  readonly keyArn: (key: string) => string;
  /** Where statements stand, for what went wrong. */
  readonly sources?: Sources | undefined;
}

/** One way of failing: the words that features use, and the answer that AWS gives. */
interface FailureKind {
  readonly words: RegExp;
  readonly shown: string;
  readonly answer: (groups: Readonly<Record<string, string>>, facts: FailureFacts) => FailureOnTheWire;
}

const ACCOUNT = '(?:the )?(?<account>.+?)(?: account)?';

/** The closed vocabulary of failures that are not refusals of access. Source: the API references of S3, KMS and Secrets
 * Manager, errors. */
const FAILURES: readonly FailureKind[] = [
  {
    words: /^KMS throttles the account$/,
    shown: 'KMS throttles the account',
    answer: () => ({
      code: 'ThrottlingException',
      status: 400,
      message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
    }),
  },
  {
    words: /^KMS throttles S3 for the account$/,
    shown: 'KMS throttles S3 for the account',
    answer: () => ({
      code: 'SlowDown',
      status: 503,
      message: 'Please reduce your request rate for operations involving AWS KMS.',
    }),
  },
  {
    words: /^an unsigned request cannot use a KMS key$/,
    shown: 'an unsigned request cannot use a KMS key',
    answer: () => ({
      code: 'InvalidArgument',
      status: 400,
      message:
        'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
    }),
  },
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
  {
    words: /^the new key policy locks its author out$/,
    shown: 'the new key policy locks its author out',
    answer: () => ({
      code: 'MalformedPolicyDocumentException',
      status: 400,
      message: 'The new key policy will not allow you to update the key policy in the future.',
    }),
  },
  {
    words: /^the bucket does not allow ACLs$/,
    shown: 'the bucket does not allow ACLs',
    answer: () => ({
      code: 'AccessControlListNotSupported',
      status: 400,
      message: 'The bucket does not allow ACLs',
    }),
  },
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
  {
    words: /^there is no such custom key store$/,
    shown: 'there is no such custom key store',
    // AWS documents the code, and no text.
    answer: () => ({ code: 'CustomKeyStoreNotFoundException', status: 400, message: /./ }),
  },
  {
    words: /^a key is named without asking for aws:kms$/,
    shown: 'a key is named without asking for aws:kms',
    answer: () => ({
      code: 'InvalidArgument',
      status: 400,
      message:
        'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    }),
  },
  {
    words: /^the bucket is not empty$/,
    shown: 'the bucket is not empty',
    answer: () => ({
      code: 'BucketNotEmpty',
      status: 409,
      message: 'The bucket you tried to delete is not empty',
    }),
  },
  {
    words: /^the user still has (?<what>access keys|policies)$/,
    shown: 'the user still has access keys|policies',
    // On the wire it is DeleteConflict; the SDK names it after its shape.
    answer: ({ what }) => ({
      code: 'DeleteConflictException',
      status: 409,
      message: `Cannot delete entity, must delete ${what} first.`,
    }),
  },
  {
    words: /^access to KMS is not allowed$/,
    shown: 'access to KMS is not allowed',
    answer: () => ({
      code: 'AccessDeniedException',
      status: 400,
      message: 'Access to KMS is not allowed',
    }),
  },
  {
    words: /^another account must name the ARN of a key$/,
    shown: 'another account must name the ARN of a key',
    answer: () => ({
      status: 400,
      message: 'You must specify a KMS key ARN to update the secret from a different AWS account.',
    }),
  },
  {
    words: /^re-wrapping takes the full ARN of a key$/,
    shown: 're-wrapping takes the full ARN of a key',
    answer: () => ({ code: 'InvalidRequest', status: 400, message: /Amazon Resource Name \(ARN\)/ }),
  },
];

/**
 * Compares an outcome with the failure that a feature states in words, and returns what is wrong, or undefined.
 * Of low confidence only that it failed counts; of medium confidence the message does not.
 * Throws SpecError `unknown-name` listing the vocabulary.
 */
export function mismatchOfFailure(
  outcome: Outcome<unknown>,
  expectation: { readonly words: string; readonly confidence: Confidence; readonly facts: FailureFacts },
): string | undefined {
  const { words, confidence, facts } = expectation;
  const service = outcome.outcome === 'Failed' ? outcome.records.at(-1)?.service : undefined;
  const wire = sentBy(service, failureNamed(words, facts));
  const expected = `expected the request to fail: ${words}`;
  if (outcome.outcome !== 'Failed')
    return `${expected}\n${describeOutcome(outcome, { sources: facts.sources })}`;
  if (confidence === 'low') return undefined;
  const faults: string[] = [];
  if (outcome.status !== wire.status)
    faults.push(`  HTTP status: expected ${wire.status}, got ${outcome.status}`);
  const { code } = wire;
  if (code !== undefined && outcome.code !== code)
    faults.push(`  error code: expected ${code}, got ${outcome.code}`);
  if ((confidence === 'high' || code === undefined) && !agrees(outcome.message, wire.message)) {
    faults.push(`  message: expected ${String(wire.message)}`, `           got      ${outcome.message}`);
  }
  return faults.length === 0 ? undefined : `${expected}\n${faults.join('\n')}`;
}

/** What a service makes of what KMS said: KMS says it as it is, DynamoDB within an exception of its own. */
function sentBy(service: Service | undefined, wire: FailureOnTheWire): FailureOnTheWire {
  const code = wire.code?.startsWith('KMS.') ? wire.code.slice('KMS.'.length) : undefined;
  if (code === undefined || typeof wire.message !== 'string') return wire;
  if (service === 'kms') return { ...wire, code };
  if (service !== 'dynamodb') return wire;
  const words = code === 'DisabledException' ? 'KMS key disabled error' : 'KMS validation error';
  const start = `${words}: com.amazonaws.services.kms.model.${code}: ${wire.message}`;
  const end = `(Service: AWSKMS; Status Code: 400; Error Code: ${code}; Request ID: `;
  const message = new RegExp(`^${literal(`${start} ${end}`)}[0-9a-f-]{36}; Proxy: null\\)$`);
  return { code: 'ValidationException', status: 400, message };
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function failureNamed(words: string, facts: FailureFacts): FailureOnTheWire {
  for (const { words: pattern, answer } of FAILURES) {
    const match = pattern.exec(words);
    if (match !== null) return answer(match.groups ?? {}, facts);
  }
  const known = FAILURES.map(({ shown }) => shown).join('\n  ');
  throw new SpecError('unknown-name', `"${words}" is no failure that features know. Known:\n  ${known}`);
}

function agrees(message: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? message === expected : expected.test(message);
}
