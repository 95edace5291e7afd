import { AwsError } from '../../../../aws/aws-error.ts';
import type { Output } from '../../../../aws/operations.ts';
import { DEFAULT_ENCRYPTION_KEY, FOLLOWING_LABELS } from '../../../../aws/secrets-encryption-context.ts';
import { tokenPages } from '../../../../aws/token-pages.ts';
import type { Awaitable } from '../../../awaitable.ts';
import type { AnsweredRequest, Request } from '../../services/request.ts';
import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { keyArnAtEndpoint } from '../kms/key-arn-at-endpoint.ts';

type Versions = NonNullable<Output<'secretsmanager', 'ListSecretVersionIds'>['Versions']>;

/** The operations that make versions of secrets, or change their KMS keys. */
const ENCRYPTING: ReadonlySet<string> = new Set(['CreateSecret', 'PutSecretValue', 'UpdateSecret']);

/** The members of a request that makes a version of an existing secret. */
interface NewVersion {
  readonly SecretId?: string;
  readonly ClientRequestToken?: string;
}

/** The key that a request will encrypt with, and the versions that may follow their secret to it. */
export interface ForeseenKey {
  readonly key: string;
  readonly following: Versions;
}

/**
 * The KMS keys of the versions of secrets. Endpoints do not encrypt them, and forget the key of an alias when
 * a version was made. So the keys are remembered from the requests that pass.
 *
 * Differs: a version that was not made through the gateway counts as one under the current key of its secret.
 */
export class SecretKeys {
  readonly #upstream: Upstream;
  /** Secret's ARN → version id → its keys, as ListSecretVersionIds has them. */
  readonly #keys = new Map<string, Map<string, readonly string[]>>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /**
   * The key that a request will encrypt with, looked up before it is performed: a lookup that fails leaves everything
   * as it is. Throws AwsError.
   */
  async foresee({ service, operation, input, account, region }: Request): Promise<ForeseenKey | undefined> {
    if (service !== 'secretsmanager' || !ENCRYPTING.has(operation)) return undefined;
    const place = { account, region };
    const { KmsKeyId, SecretId = '' }: { readonly KmsKeyId?: string; readonly SecretId?: string } = input;
    await this.#requireUndropped(input, place);
    const named = operation === 'CreateSecret' ? (KmsKeyId ?? '') : KmsKeyId;
    const key = named === undefined ? await this.#keyNow(SecretId, place) : await this.#keyOf(named, place);
    const changesKey = operation === 'UpdateSecret' && KmsKeyId !== undefined;
    return { key, following: changesKey ? await this.#versions(SecretId, place) : [] };
  }

  /**
   * Refuses the id of a version that the endpoint had and has dropped: it would take it for a new one. LocalStack drops a
   * version with its last label. Throws AwsError `NotImplemented`.
   */
  async #requireUndropped(input: NewVersion, place: Place): Promise<void> {
    const { SecretId, ClientRequestToken: id } = input;
    if (SecretId === undefined || id === undefined) return;
    if (![...this.#keys.values()].some((known) => known.has(id))) return;
    const { ARN = '' } = await this.#described(SecretId, place);
    if (this.#keys.get(ARN)?.has(id) !== true) return;
    const versions = await this.#versions(SecretId, place);
    if (versions.some(({ VersionId }) => VersionId === id)) return;
    const message = `keyhole: the store has dropped the version ${id} of the secret, whose id AWS does not give again. Use another one.`;
    throw new AwsError('NotImplemented', 501, message);
  }

  /** Remembers the keys of versions after their request was performed. */
  learn(foreseen: ForeseenKey | undefined, output: object): void {
    const arn: unknown = Reflect.get(output, 'ARN');
    const made: unknown = Reflect.get(output, 'VersionId');
    if (foreseen === undefined || typeof arn !== 'string') return;
    const { key, following } = foreseen;
    const known = this.#keys.get(arn) ?? new Map<string, readonly string[]>();
    this.#keys.set(arn, known);
    for (const { VersionId = '', VersionStages = [] } of following) {
      const before = known.get(VersionId) ?? [];
      const follows = VersionStages.some((stage) => FOLLOWING_LABELS.includes(stage));
      if (follows && !before.includes(key)) known.set(VersionId, [key, ...before]);
    }
    // The same request again makes no other version.
    if (typeof made === 'string' && !known.has(made)) known.set(made, [key]);
  }

  /** Completes the answer to ListSecretVersionIds with the keys that the endpoint does not know. */
  complete<T extends object>({ service, operation }: AnsweredRequest, output: T): Awaitable<T> {
    const isAsked = service === 'secretsmanager' && operation === 'ListSecretVersionIds';
    return isAsked ? this.#withKeys(output) : output;
  }

  async #withKeys<T extends object>(output: T): Promise<T> {
    const { ARN = '', Versions = [] }: Partial<Output<'secretsmanager', 'ListSecretVersionIds'>> = output;
    const [, , , region = '', account = ''] = ARN.split(':');
    const place = { account, region };
    const known = this.#keys.get(ARN);
    const completed = Versions.map(async (version) => {
      const kept = known?.get(version.VersionId ?? '');
      return { ...version, KmsKeyIds: [...(kept ?? [await this.#keyNow(ARN, place)])] };
    });
    return { ...output, Versions: await Promise.all(completed) };
  }

  /** The ARN of a secret's key, or the word for the AWS managed key. */
  async #keyNow(SecretId: string, place: Place): Promise<string> {
    const { KmsKeyId = '' } = await this.#described(SecretId, place);
    return this.#keyOf(KmsKeyId, place);
  }

  #described(SecretId: string, place: Place): Promise<Output<'secretsmanager', 'DescribeSecret'>> {
    const lookup = { service: 'secretsmanager', operation: 'DescribeSecret', input: { SecretId } } as const;
    return this.#upstream.perform({ ...lookup, ...place });
  }

  /** The ARN of a key reference, which may be empty. */
  async #keyOf(KmsKeyId: string, place: Place): Promise<string> {
    if (KmsKeyId === '') return DEFAULT_ENCRYPTION_KEY;
    const [, , , region = place.region, account = place.account] = KmsKeyId.split(':');
    return (await keyArnAtEndpoint(this.#upstream, KmsKeyId, { account, region })) ?? KmsKeyId;
  }

  /** Every version of a secret. Throws AwsError if a page cannot be read. */
  async #versions(SecretId: string, place: Place): Promise<Versions> {
    const listed = { service: 'secretsmanager', operation: 'ListSecretVersionIds', ...place } as const;
    const read = (NextToken: string | undefined) =>
      this.#upstream.perform({ ...listed, input: { SecretId, IncludeDeprecated: true, NextToken } });
    const versions: Versions = [];
    for await (const page of tokenPages(read)) versions.push(...(page.Versions ?? []));
    return versions;
  }
}
