import { AwsError } from '../../../../aws/aws-error.ts';
import { awsManagedKeyPolicy, type ManagingService } from '../../../../aws/aws-managed-key-policy.ts';
import { awsManagedKeyNamed } from '../../../../aws/aws-managed-keys.ts';
import { BoundedMap } from '../../../../aws/bounded-map.ts';
import { kmsPages } from '../../../../aws/kms-pages.ts';
import type { Output } from '../../../../aws/operations.ts';
import { type Awaitable, whenKnown } from '../../../awaitable.ts';
import type { GrantReference } from '../../../store.ts';
import type { ReadCache } from '../../read-cache/read-cache.ts';
import type { AnsweredRequest } from '../../services/request.ts';
import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';

const uuid = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Facts about keys that no operation returns: the grant of a token, the key of a ciphertext, and the keys
 * that AWS manages.
 */
export class KeyKnowledge {
  readonly #upstream: Upstream;
  readonly #kept: ReadCache;
  /** The newest tokens; an older one counts as made up. */
  readonly #tokens = new BoundedMap<GrantReference>(100_000);
  /** Key id → ARN, of every key that an answer named. */
  readonly #arns = new Map<string, string>();
  /** Key ARN → the predefined alias by which it was asked for: the key may just have been created. */
  readonly #predefined = new Map<string, string>();

  constructor(upstream: Upstream, kept: ReadCache) {
    this.#upstream = upstream;
    this.#kept = kept;
  }

  /** Learns from an answer of KMS. */
  learn(input: object, output: object): void {
    const keyArn: unknown = Reflect.get(input, 'KeyId');
    const { GrantToken, GrantId }: Partial<Output<'kms', 'CreateGrant'>> = output;
    if (GrantToken !== undefined && GrantId !== undefined && typeof keyArn === 'string') {
      this.#tokens.set(GrantToken, { keyArn, grantId: GrantId });
    }
    const { KeyMetadata }: Partial<Output<'kms', 'DescribeKey'>> = output;
    const alias = /(?:^|:)(alias\/aws\/.+)$/.exec(String(keyArn))?.[1];
    if (alias !== undefined && KeyMetadata?.Arn !== undefined) this.#predefined.set(KeyMetadata.Arn, alias);
    for (const arn of [keyArn, KeyMetadata?.Arn]) {
      if (typeof arn === 'string' && arn.includes(':key/'))
        this.#arns.set(arn.slice(arn.indexOf(':key/') + 5), arn);
    }
  }

  /** The grant a token stands for, as long as the grant and its key exist. Throws AwsError if that cannot be read. */
  async grantOf(token: string): Promise<GrantReference | undefined> {
    const grant = this.#tokens.get(token);
    if (grant === undefined) return undefined;
    const [, , , region = '', account = ''] = grant.keyArn.split(':');
    const at = { service: 'kms', operation: 'ListGrants', account, region } as const;
    const read = (Marker: string | undefined) =>
      this.#upstream.perform({ ...at, input: { KeyId: grant.keyArn, Marker } });
    try {
      for await (const { Grants = [] } of kmsPages(read))
        if (Grants.some(({ GrantId }) => GrantId === grant.grantId)) return grant;
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'NotFoundException') throw error;
    }
    return undefined;
  }

  /**
   * The key of a ciphertext. LocalStack's ciphertexts begin with the id of their key, without its account.
   * Throws AwsError `NotImplemented` for a key that no answer named: it may or may not exist.
   */
  keyOf(ciphertext: Uint8Array): string | undefined {
    const id = Buffer.from(ciphertext.subarray(0, 36)).toString('latin1');
    if (!uuid.test(id)) return undefined;
    const arn = this.#arns.get(id);
    if (arn !== undefined) return arn;
    const message = `keyhole cannot tell whose key ${id} is, which a ciphertext names. Describe the key as its owner first.`;
    throw new AwsError('NotImplemented', 501, message);
  }

  /** The service of an AWS managed key; permissive endpoints take such a key for a customer's. */
  managedFor(keyArn: string): Awaitable<ManagingService | undefined> {
    const asked = this.#predefined.get(keyArn);
    if (asked !== undefined) return awsManagedKeyNamed(asked);
    const [, , , region = '', account = '', resource = ''] = keyArn.split(':');
    return whenKnown(this.#aliasesOf({ account, region }), (aliases) => {
      const name = aliases.get(resource.slice('key/'.length));
      return name === undefined ? undefined : awsManagedKeyNamed(name);
    });
  }

  /** Remembers the facts in an answer of KMS, and completes an answer about a key that AWS manages. */
  complete<T extends object>({ service: asked, operation, input }: AnsweredRequest, output: T): Awaitable<T> {
    if (asked !== 'kms') return output;
    this.learn(input, output);
    if (operation === 'DescribeKey') {
      const { KeyMetadata }: Partial<Output<'kms', 'DescribeKey'>> = output;
      if (KeyMetadata?.Arn === undefined) return output;
      return whenKnown(this.managedFor(KeyMetadata.Arn), (service) =>
        service === undefined ? output : { ...output, KeyMetadata: { ...KeyMetadata, KeyManager: 'AWS' } },
      );
    }
    const keyId: unknown = Reflect.get(input, 'KeyId');
    if (operation !== 'GetKeyPolicy' || typeof keyId !== 'string' || !keyId.includes(':key/')) return output;
    const [, , , region = '', account = ''] = keyId.split(':');
    return whenKnown(this.managedFor(keyId), (service) =>
      service === undefined
        ? output
        : { ...output, Policy: awsManagedKeyPolicy(service, { account, region }) },
    );
  }

  /** Key id → predefined alias. */
  #aliasesOf({ account, region }: Place): Awaitable<ReadonlyMap<string, string>> {
    return this.#kept.get(`kms ${account} ${region} predefined aliases`, async () => {
      const found = new Map<string, string>();
      const at = { service: 'kms', operation: 'ListAliases', account, region } as const;
      const read = (Marker: string | undefined) => this.#upstream.perform({ ...at, input: { Marker } });
      for await (const { Aliases = [] } of kmsPages(read))
        for (const { AliasName = '', TargetKeyId } of Aliases)
          if (AliasName.startsWith('alias/aws/') && TargetKeyId !== undefined)
            found.set(TargetKeyId, AliasName);
      return found;
    });
  }
}
