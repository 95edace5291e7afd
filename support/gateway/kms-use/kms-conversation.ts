import type { AwsError } from '../../aws/aws-error.ts';
import { services } from '../../aws/services.ts';
import type { RequestQuota } from '../surroundings/request-quota.ts';
import type { BucketKeys, BucketKeyUse } from './bucket-keys.ts';
import type { KmsCall } from './kms-call.ts';
import type { KmsCallMade } from './kms-call-made.ts';
import { slowDownError, throttlingError } from './throttling-error.ts';

/** The caller in whose name a service asks KMS, with the quota and the Bucket Keys that apply. */
export interface Requester {
  readonly account: string;
  readonly region: string;
  /** The principal; a session of a role by its access key. */
  readonly requester: string;
  readonly quota: RequestQuota;
  readonly bucketKeys: BucketKeys;
}

/** Ends a call: without an error if it is allowed, else with the error that refuses it. */
export type Answered = (error?: AwsError) => void;

/** A call of a service; `asked` is true if it reached KMS. */
interface Asked {
  readonly call: KmsCall;
  readonly operation: string;
  asked: boolean;
  error?: KmsCallMade['error'];
}

/**
 * The calls that a service makes to KMS in the course of one request. With a Bucket Key, S3 asks only if it has no
 * bucket-level key for this requester.
 *
 * Differs: on AWS a bucket-level key serves until it expires, also after the permission was taken away or the key was
 * disabled. Here every request is decided by the policies of the moment.
 */
export class KmsConversation {
  readonly #asked: Asked[] = [];
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** Begins a call. Throws AwsError `SlowDown` if KMS throttles the requester's account. */
  ask(call: KmsCall): Answered {
    const { account, region, requester, quota, bucketKeys } = this.#requester;
    const operation = operationOf(call);
    const use = bucketKeyUse(call, { operation, requester });
    const spared = !isCalled(operation) || (use !== undefined && bucketKeys.has(use));
    if (
      services[call.through].countsKmsRequests &&
      !spared &&
      !quota.admits({ operation, account, region })
    ) {
      this.#asked.push({ call, operation, asked: true, error: throttlingError() });
      throw slowDownError();
    }
    return (error) => {
      this.#asked.push({ call, operation, asked: !spared || error !== undefined, ...(error && { error }) });
      if (use === undefined) return;
      if (error !== undefined) bucketKeys.drop(use);
      else if (!spared) bucketKeys.keep(use);
    };
  }

  /** Marks the call that failed in the store although it was allowed, and drops the calls after it. */
  failed(error: AwsError): void {
    const at = this.#asked.findIndex(
      ({ call }) => call.key.kind !== 'missing' && error.message.includes(call.key.arn),
    );
    const index = at < 0 ? this.#asked.length - 1 : at;
    const failed = this.#asked[index];
    if (failed === undefined) return;
    failed.asked = true;
    failed.error = error;
    this.#asked.length = index + 1;
    const { requester, bucketKeys } = this.#requester;
    const use = bucketKeyUse(failed.call, { operation: failed.operation, requester });
    if (use !== undefined) bucketKeys.drop(use);
  }

  /** The calls that reached KMS, in order. */
  get made(): readonly KmsCallMade[] {
    return this.#asked
      .filter(({ asked }) => asked)
      .map(({ call, operation, error }) => ({
        operation,
        resources: call.key.kind === 'missing' ? [] : [call.key.arn],
        input: inputOf(call, operation),
        through: call.through,
        ...(error && { error: { code: error.code.replace(/^KMS\./, ''), message: error.message } }),
      }));
  }
}

/** ReEncrypt takes a permission on each of its keys. */
function operationOf({ action }: KmsCall): string {
  const name = action.startsWith('kms:') ? action.slice('kms:'.length) : action;
  return name === 'ReEncryptFrom' || name === 'ReEncryptTo' ? 'ReEncrypt' : name;
}

/**
 * Differs: AWS lists kms:Encrypt and kms:ReEncrypt among the permissions for UpdateObjectEncryption, and does
 * not say which calls S3 makes. Here it asks KMS as the embedded store does: Decrypt with the old key,
 * GenerateDataKey with the new one.
 */
function isCalled(operation: string): boolean {
  return operation === 'Decrypt' || operation === 'GenerateDataKey';
}

function bucketKeyUse(
  call: KmsCall,
  { operation, requester }: { readonly operation: string; readonly requester: string },
): BucketKeyUse | undefined {
  const { key, encryptionContext } = call;
  if (!call.bucketKey || key.kind === 'missing') return undefined;
  return { requester, operation, keyArn: key.arn, encryptionContext };
}

/** The input as KMS's events show S3's calls: Decrypt names no key, since the ciphertext does. */
function inputOf(
  { key, encryptionContext: EncryptionContext }: KmsCall,
  operation: string,
): Readonly<Record<string, unknown>> {
  if (operation !== 'GenerateDataKey') return { EncryptionContext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  return { KeyId: key.kind === 'missing' ? key.reference : key.arn, EncryptionContext, KeySpec: 'AES_256' };
}
