import { AwsError } from '../../../wire/aws-error.ts';
import type { Input, Operation, Service } from '../../../wire/operations.ts';
import type { Place } from '../upstream/request-place.ts';
import type { Request, Upstream } from '../upstream/upstream.ts';
import { emptyBucket } from './empty-bucket.ts';
import { removeRole, removeUser } from './remove-identity.ts';

type Remove = () => Promise<unknown>;

/**
 * What was created through the gateway and is still there, as far as it knows: the endpoint is somebody else's, and is to
 * be left as it was found. Removed in the reverse order, since later things refer to earlier ones.
 */
export class Ledger {
  readonly #upstream: Upstream;
  /** How to remove each thing, by what it is called. */
  readonly #made = new Map<string, Remove>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** A request has been performed; what is returned means nothing. */
  note(request: Request, output: object): unknown {
    const { operation, input, account, region } = request;
    const here = { account, region };
    const name = (member: string) => String(Reflect.get(input, member));
    const { KeyMetadata, Policy }: { KeyMetadata?: { Arn?: string }; Policy?: { Arn?: string } | string } =
      output;
    switch (operation) {
      case 'CreateBucket':
        return this.#add(`bucket ${name('Bucket')}`, () => this.#removeBucket(name('Bucket'), here));
      case 'DeleteBucket':
        return this.#made.delete(`bucket ${name('Bucket')}`);
      case 'CreateUser':
        return this.#add(`user ${account} ${name('UserName')}`, () =>
          removeUser(this.#upstream, name('UserName'), here),
        );
      case 'DeleteUser':
        return this.#made.delete(`user ${account} ${name('UserName')}`);
      case 'CreateRole':
        return this.#add(`role ${account} ${name('RoleName')}`, () =>
          removeRole(this.#upstream, name('RoleName'), here),
        );
      case 'DeleteRole':
        return this.#made.delete(`role ${account} ${name('RoleName')}`);
      case 'CreatePolicy': {
        const PolicyArn = typeof Policy === 'object' ? Policy.Arn : undefined;
        return this.#add(`policy ${PolicyArn}`, () => this.#do('iam', 'DeletePolicy', { PolicyArn }, here));
      }
      case 'CreateKey':
        return this.#add(`key ${KeyMetadata?.Arn}`, () => this.#removeKey(KeyMetadata?.Arn, here));
      case 'CreateAlias': {
        const AliasName = name('AliasName');
        return this.#add(`alias ${account} ${AliasName}`, () =>
          this.#do('kms', 'DeleteAlias', { AliasName }, here),
        );
      }
      case 'CreateSecret': {
        const SecretId = String(Reflect.get(output, 'ARN'));
        return this.#add(`secret ${SecretId}`, () =>
          this.#do('secretsmanager', 'DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true }, here),
        );
      }
      case 'CreateTable': {
        const TableName = name('TableName');
        return this.#add(`table ${account} ${TableName}`, () =>
          this.#do('dynamodb', 'DeleteTable', { TableName }, here),
        );
      }
      case 'DeleteAlias':
        return this.#made.delete(`alias ${account} ${name('AliasName')}`);
    }
  }

  /** Removes everything; resolves with what could not be removed, and why. */
  async removeAll(): Promise<readonly string[]> {
    const left: string[] = [];
    const made = [...this.#made].toReversed();
    this.#made.clear();
    // Policies go last: nobody may have them attached by then.
    const early = made.filter(([what]) => !what.startsWith('policy '));
    const late = made.filter(([what]) => what.startsWith('policy '));
    for (const group of [early, late]) {
      await Promise.all(
        group.map(async ([what, remove]) => {
          try {
            await remove();
          } catch (error) {
            if (!isGone(error)) left.push(`${what}: ${error instanceof Error ? error.message : error}`);
          }
        }),
      );
    }
    return left;
  }

  #add(what: string, remove: Remove): unknown {
    return this.#made.set(what, remove);
  }

  #do<S extends Service, O extends Operation<S>>(service: S, operation: O, input: Input<S, O>, place: Place) {
    return this.#upstream.perform({ service, operation, input, ...place });
  }

  async #removeBucket(Bucket: string, place: Place): Promise<void> {
    await emptyBucket(this.#upstream, Bucket, place);
    await this.#do('s3', 'DeleteBucket', { Bucket }, place);
  }

  async #removeKey(KeyId: string | undefined, place: Place): Promise<void> {
    try {
      await this.#do('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }, place);
    } catch (error) {
      // A key that is to be deleted already is as good as gone.
      if (!(error instanceof AwsError) || error.code !== 'KMSInvalidStateException') throw error;
    }
  }
}

const goneCodes: ReadonlySet<string> = new Set([
  'NoSuchBucket',
  'NoSuchEntity',
  'NotFoundException',
  'NotFound',
  'ResourceNotFoundException',
]);

function isGone(error: unknown): boolean {
  return error instanceof AwsError && goneCodes.has(error.code);
}
