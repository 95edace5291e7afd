import { secretsPermissions } from '../../../../authorization/permissions/secretsmanager.ts';
import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { Principal } from '../../../../aws/principal.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { requireUsableKeys } from '../../../kms-use/require-usable-keys.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { kmsKeysTaken } from '../../../plan/kms-keys-taken.ts';
import { checkSecretsInput } from '../check-input.ts';
import { checkSecretsState } from '../check-state.ts';
import { planSecrets } from '../plan-secrets.ts';
import { secretsKeyUse } from '../secrets-key-use.ts';

/** For tests: where a test calls from. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

/** For tests: the caller of tests that do not care who calls from where. */
export const caller: Caller = { account, region: 'eu-west-1' };

/** For tests: an id for a version, told from others by a letter. */
export const token = (letter: string): string => letter.repeat(32);

const principal: Principal = { type: 'Service', service: 'test.amazonaws.com' };

/** For tests: an embedded store asked for secrets and keys, with all that the gateway refuses except for permissions. */
export class SecretsUnderTest {
  readonly #store: EmbeddedStore;

  constructor(store = new EmbeddedStore()) {
    this.#store = store;
  }

  async call<O extends Operation<'secretsmanager'>>(
    operation: O,
    input: Input<'secretsmanager', O>,
    from?: Partial<Caller>,
  ): Promise<Output<'secretsmanager', O>> {
    const place = { ...caller, ...from };
    const store = this.#store;
    // The operation says which input this is; the compiler cannot follow it through the gateway's tables.
    const call = {
      store,
      operation,
      input,
      facts: factsAt(place.region),
      ...place,
    } as unknown as CallFacts<'secretsmanager'>;
    const rule = secretsPermissions[operation];
    if (rule === 'not implemented') throw new Error(`${operation} is not implemented`);
    checkSecretsInput(call);
    const planned = await planSecrets(call, rule as Parameters<typeof planSecrets>[1]);
    for (const check of planned.checks) if (check.kind === 'error') throw check.error;
    await checkSecretsState({ ...call, input: planned.input });
    const kmsKeys = kmsKeysTaken(planned.checks);
    await requireUsableKeys(store, { operation, ...place, kmsKeys }, secretsKeyUse);
    const explicit = planned.input as unknown as Input<'secretsmanager', O>;
    const request = { service: 'secretsmanager', operation, input: explicit, ...place } as const;
    return store.perform<'secretsmanager', O>({ ...request, principal, requestId: 'test' });
  }

  async kms<O extends Operation<'kms'>>(operation: O, input: Input<'kms', O>): Promise<Output<'kms', O>> {
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

  /** An independent copy of it. */
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

function factsAt(region: string): CallFacts<'secretsmanager'>['facts'] {
  const payload = { kind: 'unsigned' } as const;
  const authenticated = { principal, authType: undefined, signatureVersion: undefined, payload };
  return {
    principal,
    authenticated: { ...authenticated, contentSha256: undefined },
    http: { headers: {}, sourceIp: '127.0.0.1', secure: true },
    region,
    time: new Date(),
  };
}
