import type { Output } from '../../../../aws/operations.ts';
import { DEFAULT_ENCRYPTION_KEY, FOLLOWING_LABELS } from '../../../../aws/secrets-encryption-context.ts';
import type { AnsweredRequest, Request } from '../../services/request.ts';
import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { keyArnAtEndpoint } from '../kms/key-arn-at-endpoint.ts';

type Versions = NonNullable<Output<'secretsmanager', 'ListSecretVersionIds'>['Versions']>;

/** The operations that make versions of secrets, or change their KMS keys. */
const ENCRYPTING: ReadonlySet<string> = new Set(['CreateSecret', 'PutSecretValue', 'UpdateSecret']);

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
    const named = operation === 'CreateSecret' ? (KmsKeyId ?? '') : KmsKeyId;
    const key = named === undefined ? await this.#keyNow(SecretId, place) : await this.#keyOf(named, place);
    const changesKey = operation === 'UpdateSecret' && KmsKeyId !== undefined;
    return { key, following: changesKey ? await this.#versions(SecretId, place) : [] };
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
  async complete<T extends object>({ service, operation }: AnsweredRequest, output: T): Promise<T> {
    if (service !== 'secretsmanager' || operation !== 'ListSecretVersionIds') return output;
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
    const described = {
      service: 'secretsmanager',
      operation: 'DescribeSecret',
      input: { SecretId },
    } as const;
    const { KmsKeyId = '' } = await this.#upstream.perform({ ...described, ...place });
    return this.#keyOf(KmsKeyId, place);
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
    const versions: Versions = [];
    let NextToken: string | undefined;
    do {
      const input = { SecretId, IncludeDeprecated: true, NextToken };
      const page: Output<'secretsmanager', 'ListSecretVersionIds'> = await this.#upstream.perform({
        ...listed,
        input,
      });
      versions.push(...(page.Versions ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return versions;
  }
}
