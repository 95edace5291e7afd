import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation, Service } from '../../../aws/operations.ts';
import { removeRole, removeUser } from '../services/iam/remove-identity.ts';
import type { Request } from '../services/request.ts';
import { emptyBucket } from '../services/s3/empty-bucket.ts';
import type { Place } from '../upstream/request-place.ts';
import type { Upstream } from '../upstream/upstream.ts';

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

  /** A request has been performed. */
  note(request: Request, output: object): void {
    const made = this.#madeBy(request, output);
    if (made !== undefined) this.#made.set(...made);
    const gone = removedBy(request);
    if (gone !== undefined) this.#made.delete(gone);
  }

  /** What a request created, and how to remove it. */
  #madeBy(request: Request, output: object): readonly [what: string, remove: Remove] | undefined {
    const { operation, input, account, region } = request;
    const here = { account, region };
    const name = (member: string) => String(Reflect.get(input, member));
    switch (operation) {
      case 'CreateBucket':
        return [`bucket ${name('Bucket')}`, () => this.#removeBucket(name('Bucket'), here)];
      case 'CreateUser': {
        const UserName = name('UserName');
        return [`user ${account} ${UserName}`, () => removeUser(this.#upstream, UserName, here)];
      }
      case 'CreateRole': {
        const RoleName = name('RoleName');
        return [`role ${account} ${RoleName}`, () => removeRole(this.#upstream, RoleName, here)];
      }
      case 'CreateAlias': {
        const AliasName = name('AliasName');
        return [`alias ${account} ${AliasName}`, () => this.#do('kms', 'DeleteAlias', { AliasName }, here)];
      }
      case 'CreateTable': {
        const TableName = name('TableName');
        return [
          `table ${account} ${TableName}`,
          () => this.#do('dynamodb', 'DeleteTable', { TableName }, here),
        ];
      }
      default:
        return this.#madeUnderArn(operation, output, here);
    }
  }

  /** What was created under an ARN that only the answer tells. */
  #madeUnderArn(operation: Operation, output: object, here: Place): readonly [string, Remove] | undefined {
    const arnIn = (of: unknown, member = 'Arn'): string =>
      String(typeof of === 'object' && of !== null ? Reflect.get(of, member) : undefined);
    switch (operation) {
      case 'CreatePolicy': {
        const PolicyArn = arnIn(Reflect.get(output, 'Policy'));
        return [`policy ${PolicyArn}`, () => this.#do('iam', 'DeletePolicy', { PolicyArn }, here)];
      }
      case 'CreateKey': {
        const KeyId = arnIn(Reflect.get(output, 'KeyMetadata'));
        return [`key ${KeyId}`, () => this.#removeKey(KeyId, here)];
      }
      case 'CreateSecret': {
        const SecretId = arnIn(output, 'ARN');
        const input = { SecretId, ForceDeleteWithoutRecovery: true };
        return [`secret ${SecretId}`, () => this.#do('secretsmanager', 'DeleteSecret', input, here)];
      }
    }
    return undefined;
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

  #do<S extends Service, O extends Operation<S>>(service: S, operation: O, input: Input<S, O>, place: Place) {
    return this.#upstream.perform({ service, operation, input, ...place });
  }

  async #removeBucket(Bucket: string, place: Place): Promise<void> {
    await emptyBucket(this.#upstream, Bucket, place);
    await this.#do('s3', 'DeleteBucket', { Bucket }, place);
  }

  async #removeKey(KeyId: string, place: Place): Promise<void> {
    try {
      await this.#do('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }, place);
    } catch (error) {
      // A key that is to be deleted already is as good as gone.
      if (!(error instanceof AwsError) || error.code !== 'KMSInvalidStateException') throw error;
    }
  }
}

/** What a request removed, by what it is called here. */
function removedBy({ operation, input, account }: Request): string | undefined {
  const name = (member: string) => String(Reflect.get(input, member));
  switch (operation) {
    case 'DeleteBucket':
      return `bucket ${name('Bucket')}`;
    case 'DeleteUser':
      return `user ${account} ${name('UserName')}`;
    case 'DeleteRole':
      return `role ${account} ${name('RoleName')}`;
    case 'DeleteAlias':
      return `alias ${account} ${name('AliasName')}`;
  }
  return undefined;
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
