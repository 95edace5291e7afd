import type { Operation, Service } from '../../../aws/operations.ts';
import { services } from '../../../aws/services.ts';
import { isDataOperation } from '../../data-operations.ts';

/** A write as far as it tells what it changes. */
export interface Written {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
  readonly account: string;
}

/** A read by which its answer is kept. */
export type Read = Written & { readonly region: string };

/** The key of a read's answer; {@link changes} reads it. */
export function keyOfRead({ service, operation, account, region, input }: Read): string {
  return `${service} ${account} ${region} ${operation} ${JSON.stringify(input)}`;
}

/**
 * True if a write may have changed the answer to a read. It may change the answers of its own service and
 * account. A write of IAM that names one user or role changes only the answers about that one.
 *
 * Every request asks for the places of buckets, and only two operations change them. The keys of these
 * answers begin with `buckets`.
 */
export function changes({ service, operation, input, account }: Written, key: string): boolean {
  if (key.startsWith('buckets ')) return operation === 'CreateBucket' || operation === 'DeleteBucket';
  if (!key.startsWith(`${service} `)) return false;
  // Accounts share the names of buckets; users, roles and keys they do not. Objects have tags and ACLs.
  if (services[service].sharesNames) return !isDataOperation(operation) || key.includes('"Key":');
  // A grant token names no account: the grant may be on a key of another one.
  if (operation === 'RetireGrant') return true;
  if (!key.startsWith(`${service} ${account} `)) return false;
  const entity = onlyEntity(operation, input);
  return entity === undefined || !/"(?:User|Role)Name":"/.test(key) || isAbout(key, entity);
}

/** Operations of IAM on one user or role that leave all others as they are: not those on groups and managed policies. */
const OF_ONE =
  /^(?:Put|Delete|Attach|Detach|Create|Update|Tag|Untag)(?:User|Role|AssumeRole|LoginProfile|AccessKey)/;

/** IAM does not tell names apart by their letter case: IAM user guide, "IAM and AWS STS quotas", "IAM name requirements". */
function isAbout(key: string, entity: string): boolean {
  return key.toLowerCase().includes(entity.toLowerCase());
}

/** `"RoleName":"reader"`, as it stands in the keys of reads. */
function onlyEntity(operation: Operation, input: object): string | undefined {
  if (!OF_ONE.test(operation)) return undefined;
  const names = ['UserName', 'RoleName'].flatMap((member) => {
    const name: unknown = Reflect.get(input, member);
    return typeof name === 'string' ? [`${JSON.stringify(member)}:${JSON.stringify(name)}`] : [];
  });
  return names.length === 1 && Reflect.get(input, 'NewUserName') === undefined ? names[0] : undefined;
}

/** True if an operation only reads. */
export function isRead(operation: Operation): boolean {
  return /^(?:(?:Get|List|Head|Describe)[A-Z]|(?:Query|Scan)$)/.test(operation);
}

/** True if an operation may make earlier reads wrong. Of S3's data, tags and ACLs are read. */
export function changesReads(service: Service, operation: Operation): boolean {
  return !isRead(operation) && (services[service].dataIsRead || !isDataOperation(operation));
}
