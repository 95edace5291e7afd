import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import { EmbeddedStore } from '../../embedded-store.ts';

/** For tests: where a test calls from. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

/** For tests: the caller of tests that do not care who calls from where. */
export const caller: Caller = { account: '111111111111', region: 'eu-west-1' };

/** For tests: an id for a version, told from others by a letter. */
export const token = (letter: string): string => letter.repeat(32);

/** For tests: an embedded store, asked for secrets and keys the way the gateway does. */
export class SecretsUnderTest {
  readonly #store: EmbeddedStore;

  constructor(store = new EmbeddedStore()) {
    this.#store = store;
  }

  call<O extends Operation<'secretsmanager'>>(
    operation: O,
    input: Input<'secretsmanager', O>,
    from?: Partial<Caller>,
  ): Promise<Output<'secretsmanager', O>> {
    return this.#store.read({ service: 'secretsmanager', operation, input, ...caller, ...from });
  }

  kms<O extends Operation<'kms'>>(operation: O, input: Input<'kms', O>): Promise<Output<'kms', O>> {
    return this.#store.read({ service: 'kms', operation, input, ...caller });
  }

  /** The ARN of a new key. */
  async newKey(): Promise<string> {
    return (await this.kms('CreateKey', {})).KeyMetadata?.Arn ?? '';
  }

  /** The ARN of a secret with one value. */
  async create(Name: string, more: Partial<Input<'secretsmanager', 'CreateSecret'>> = {}): Promise<string> {
    const first = { Name, SecretString: 'first', ClientRequestToken: token('a') };
    return (await this.call('CreateSecret', { ...first, ...more })).ARN ?? '';
  }

  /** The text of a version. */
  async text(SecretId: string, more: Partial<Input<'secretsmanager', 'GetSecretValue'>> = {}) {
    return (await this.call('GetSecretValue', { SecretId, ...more })).SecretString;
  }

  /** The labels of each version, by id. */
  async labels(SecretId: string) {
    return (await this.call('DescribeSecret', { SecretId })).VersionIdsToStages;
  }

  /** The same again, going its own way from here. */
  copy(): SecretsUnderTest {
    return new SecretsUnderTest(this.#store.copy());
  }
}

/** For tests: code and message of a refusal, which is always HTTP 400. */
export async function refusal(request: Promise<unknown>): Promise<string> {
  try {
    await request;
  } catch (error) {
    const { code, status, message } = Object(error);
    if (status === 400) return `${code}: ${message}`;
    if (status === 501) return `501 ${message}`;
    throw error;
  }
  return 'granted';
}
