import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input, Operation, Output, Payload } from '../../../../aws/operations.ts';
import { kmsForServices } from '../../kms/kms-for-services.ts';
import { createKmsState } from '../../kms/kms-state.ts';
import type { OfferedServices } from '../../shared/offered-services.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { s3Operations } from '../s3-operations.ts';
import { createS3State, type S3State } from '../s3-state.ts';

/** For tests: an S3 of its own, with a stand-in for KMS whose keys can be disabled. */
export interface S3UnderTest {
  readonly state: S3State;
  readonly kms: FakeKms;
  call<O extends Operation<'s3'>>(
    operation: O,
    input: Input<'s3', O>,
    caller?: TestCaller,
  ): Promise<Output<'s3', O>>;
}

/** For tests: the caller's account, and the endpoint's region. */
export interface TestCaller {
  readonly account?: string;
  readonly region?: string;
}

/** For tests: a key of the stand-in. */
export const KEY_ARN = 'arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** For tests: an empty S3, with a bucket if one is named. */
export async function s3UnderTest(bucket?: string): Promise<S3UnderTest> {
  const state = createS3State();
  const kms = new FakeKms();
  const operations: OperationTable<'s3', S3State> = s3Operations;
  const offered: OfferedServices = {
    kms: {
      ...kmsForServices(createKmsState()),
      generateDataKey: (arn, context) => kms.generateDataKey(arn, context),
      decryptDataKey: (arn, ciphertext, context) => kms.decryptDataKey(arn, ciphertext, context),
    },
    isPublic: (policy) => policy.includes('"*"'),
  };
  const s3: S3UnderTest = {
    state,
    kms,
    async call(operation, input, { account = '111111111111', region = 'us-east-1' } = {}) {
      const perform = operations[operation];
      if (perform === undefined) throw new Error(`${operation} is not implemented`);
      const arn = `arn:aws:iam::${account}:root`;
      const principal = { type: 'Root', accountId: account, arn, userId: account } as const;
      return await perform(input, { ...offered, state, account, region, principal, requestId: 'test' });
    },
  };
  if (bucket !== undefined) await s3.call('CreateBucket', { Bucket: bucket });
  return s3;
}

/** For tests: a body in chunks. */
export async function* body(...chunks: (string | Uint8Array)[]): Payload {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** For tests: all of a body. */
export async function bytesOf(payload: Payload | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of payload ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** For tests: all of a body, as text. */
export async function textOf(payload: Payload | undefined): Promise<string> {
  return (await bytesOf(payload)).toString();
}

/** For tests: wraps data keys under a key per ARN, bound to the encryption context. */
export class FakeKms {
  readonly disabled = new Set<string>();
  readonly contexts: Record<string, string>[] = [];
  readonly #keys = new Map<string, Buffer>();

  generateDataKey(keyArn: string, context: Record<string, string>) {
    const plaintext = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(keyArn), nonce);
    cipher.setAAD(Buffer.from(this.#seen(context)));
    const ciphertext = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    return { plaintext, ciphertext };
  }

  decryptDataKey(keyArn: string, ciphertext: Uint8Array, context: Record<string, string>): Uint8Array {
    const decipher = createDecipheriv('aes-256-gcm', this.#key(keyArn), ciphertext.subarray(0, 12));
    decipher.setAAD(Buffer.from(this.#seen(context)));
    decipher.setAuthTag(ciphertext.subarray(-16));
    return Buffer.concat([decipher.update(ciphertext.subarray(12, -16)), decipher.final()]);
  }

  #seen(context: Record<string, string>): string {
    this.contexts.push(context);
    return JSON.stringify(Object.entries(context).sort());
  }

  #key(arn: string): Buffer {
    if (this.disabled.has(arn)) throw new AwsError('DisabledException', 400, `${arn} is disabled.`);
    const key = this.#keys.get(arn) ?? randomBytes(32);
    this.#keys.set(arn, key);
    return key;
  }
}
