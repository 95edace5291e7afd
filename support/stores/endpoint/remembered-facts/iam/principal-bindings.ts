import type { Operation, Service } from '../../../../aws/operations.ts';
import { type QualifiedOperation, rowOf } from '../../../../aws/qualified-operation.ts';
import { uriEncode } from '../../../../aws/uri-encode.ts';
import type { Awaitable } from '../../../awaitable.ts';
import { renamePrincipals } from '../../../principals-in-text.ts';
import { orMissing, type ReadIam, type Renaming } from './credentials-given.ts';

/** A user or role that a policy names. */
interface Entity {
  readonly account: string;
  readonly kind: 'user' | 'role';
  readonly name: string;
}

/** Its current ARN and unique id; undefined if it does not exist. */
export type LookUpEntity = (
  entity: Entity,
) => Promise<{ readonly arn: string; readonly id: string } | undefined>;

/** The member of an operation's input that holds a resource's policy. */
const KEPT: Readonly<Partial<Record<QualifiedOperation, string>>> = {
  's3:PutBucketPolicy': 'Policy',
  'kms:CreateKey': 'Policy',
  'kms:PutKeyPolicy': 'Policy',
  'kms:ReplicateKey': 'Policy',
  'secretsmanager:PutResourcePolicy': 'ResourcePolicy',
  'dynamodb:CreateTable': 'ResourcePolicy',
  'dynamodb:PutResourcePolicy': 'Policy',
  'iam:CreateRole': 'AssumeRolePolicyDocument',
  'iam:UpdateAssumeRolePolicy': 'PolicyDocument',
};

/** The member of an operation's output that shows it, or the member that holds one or many roles. */
const SHOWN: Readonly<Partial<Record<QualifiedOperation, string>>> = {
  's3:GetBucketPolicy': 'Policy',
  'kms:GetKeyPolicy': 'Policy',
  'kms:ReplicateKey': 'ReplicaPolicy',
  'secretsmanager:GetResourcePolicy': 'ResourcePolicy',
  'dynamodb:GetResourcePolicy': 'Policy',
  'iam:CreateRole': 'Role',
  'iam:GetRole': 'Role',
  'iam:ListRoles': 'Roles',
  'iam:GetAccountAuthorizationDetails': 'RoleDetailList',
};

/** True for operations whose answers show the principals of a resource's policy. */
export function showsPrincipals(service: Service, operation: Operation): boolean {
  return rowOf(SHOWN, service, operation) !== undefined;
}

/**
 * Makes the endpoint keep the principals of resource policies by unique id, as AWS does, and shows them by
 * ARN. A principal that is deleted and created again under its name loses what policies gave it.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 * Differs: policies that were not set through the gateway keep the names that they were written with.
 */
export class PrincipalBindings {
  readonly #lookUp: LookUpEntity;
  readonly #entities = new Map<string, Entity>();

  constructor(lookUp: LookUpEntity) {
    this.#lookUp = lookUp;
  }

  /** Notes that a user was renamed: it keeps its unique id. */
  renamed(account: string, { from, to }: Renaming): void {
    for (const [id, entity] of this.#entities) {
      if (entity.kind === 'user' && entity.account === account && entity.name === from)
        this.#entities.set(id, { ...entity, name: to });
    }
  }

  /** Notes an answer to DeleteUser or DeleteRole: the unique id is never used again. */
  deleted(account: string, operation: 'DeleteUser' | 'DeleteRole', input: object): void {
    const kind = operation === 'DeleteUser' ? 'user' : 'role';
    const name: unknown = Reflect.get(input, kind === 'user' ? 'UserName' : 'RoleName');
    for (const [id, entity] of this.#entities) {
      if (entity.kind === kind && entity.account === account && entity.name === name)
        this.#entities.delete(id);
    }
  }

  /** The input with principals by unique id. */
  kept<I extends object>(service: Service, operation: Operation, input: I): Awaitable<I> {
    const member = rowOf(KEPT, service, operation);
    const document: unknown = member === undefined ? undefined : Reflect.get(input, member);
    return member === undefined || typeof document !== 'string'
      ? input
      : this.#keeping(input, { member, document });
  }

  async #keeping<I extends object>(
    input: I,
    { member, document }: { readonly member: string; readonly document: string },
  ): Promise<I> {
    const ids = new Map<string, string>();
    for (const name of namesIn(document)) {
      const entity = entityOf(name);
      const found = entity && (await this.#lookUp(entity));
      if (entity === undefined || found?.arn !== name) continue;
      const id = uniqueId(entity.kind, found.id);
      this.#entities.set(id, entity);
      ids.set(name, id);
    }
    return ids.size === 0
      ? input
      : { ...input, [member]: renamePrincipals(document, (name) => ids.get(name)) };
  }

  /** The output with principals by ARN. */
  shown<O extends object>(service: Service, operation: Operation, output: O): Awaitable<O> {
    const member = rowOf(SHOWN, service, operation);
    const held: unknown = member === undefined ? undefined : Reflect.get(output, member);
    if (member === undefined || held === undefined) return output;
    return this.#showing(held).then((shown) => ({ ...output, [member]: shown }));
  }

  async #showing(held: unknown): Promise<unknown> {
    if (typeof held === 'string') return this.#document(held);
    if (Array.isArray(held)) return Promise.all(held.map((one) => this.#showing(one)));
    const trust: unknown =
      typeof held === 'object' && held !== null && Reflect.get(held, 'AssumeRolePolicyDocument');
    if (typeof trust !== 'string') return held;
    const AssumeRolePolicyDocument = uriEncode(await this.#document(decodeURIComponent(trust)));
    return { ...Object(held), AssumeRolePolicyDocument };
  }

  async #document(document: string): Promise<string> {
    const arns = new Map<string, string>();
    for (const id of namesIn(document)) {
      const entity = this.#entities.get(id);
      const found = entity && (await this.#lookUp(entity));
      if (entity && found && uniqueId(entity.kind, found.id) === id) arns.set(id, found.arn);
    }
    return arns.size === 0 ? document : renamePrincipals(document, (id) => arns.get(id));
  }
}

/** A unique id in AWS's form; LocalStack's have another. Source: IAM user guide, "IAM identifiers". */
function uniqueId(kind: Entity['kind'], id: string): string {
  if (/^A(?:IDA|ROA)[A-Z0-9]+$/.test(id)) return id;
  return `${kind === 'user' ? 'AIDA' : 'AROA'}${id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
}

function namesIn(document: string): ReadonlySet<string> {
  const names = new Set<string>();
  renamePrincipals(document, (name) => {
    names.add(name);
    return undefined;
  });
  return names;
}

function entityOf(arn: string): Entity | undefined {
  const [, account, kind, name] = /^arn:aws:iam::(\d{12}):(user|role)\/(?:[!-~]*\/)?([^/]+)$/.exec(arn) ?? [];
  if (account === undefined || name === undefined || (kind !== 'user' && kind !== 'role')) return undefined;
  return { account, kind, name };
}

/** Looks up users and roles in an IAM. */
export function lookUpEntityIn(read: ReadIam): LookUpEntity {
  return async ({ account, kind, name }) => {
    if (kind === 'user') {
      const { User } = (await orMissing(read('GetUser', { UserName: name }, account))) ?? {};
      return User && { arn: User.Arn ?? '', id: User.UserId ?? '' };
    }
    const { Role } = (await orMissing(read('GetRole', { RoleName: name }, account))) ?? {};
    return Role && { arn: Role.Arn ?? '', id: Role.RoleId ?? '' };
  };
}
