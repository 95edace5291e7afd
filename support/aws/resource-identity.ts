import type { Input, Operation, Output, Service } from './operations.ts';

/**
 * The kinds of resources whose names can be given to a later resource, besides buckets. Managed policies are none of them:
 * decisions know nothing of a policy but its ARN, which holds its path.
 */
export type ResourceKind = 'table' | 'secret' | 'alias' | 'user' | 'role' | 'group';

/** A resource by the name or ARN that a request uses. */
export interface NamedResource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** One of AWS's reads, without the place that it is asked in. */
export interface IdentityRead {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
}

interface Telling {
  readonly read: (name: string) => IdentityRead;
  readonly identity: (output: object) => string | undefined;
  /** The code that says that the resource does not exist. */
  readonly absence: string;
}

/** The read that tells which resource a name stands for, by kind. */
const TELLING: { readonly [K in ResourceKind]: Telling } = {
  table: telling('dynamodb', 'DescribeTable', {
    input: (TableName) => ({ TableName }),
    // Some emulators give no id.
    identity: ({ Table }) => Table?.TableId ?? Table?.CreationDateTime?.toISOString(),
    absence: 'ResourceNotFoundException',
  }),
  // The ARN ends in random characters.
  secret: telling('secretsmanager', 'DescribeSecret', {
    input: (SecretId) => ({ SecretId }),
    identity: ({ ARN }) => ARN,
    absence: 'ResourceNotFoundException',
  }),
  // An alias has no id: it is what it points at.
  alias: telling('kms', 'DescribeKey', {
    input: (KeyId) => ({ KeyId }),
    identity: ({ KeyMetadata }) => KeyMetadata?.Arn,
    absence: 'NotFoundException',
  }),
  // The ARN has the path, which requests leave out and an update can change.
  user: telling('iam', 'GetUser', {
    input: (UserName) => ({ UserName }),
    identity: ({ User }) => User && `${User.UserId} ${User.Arn}`,
    absence: 'NoSuchEntity',
  }),
  role: telling('iam', 'GetRole', {
    input: (RoleName) => ({ RoleName }),
    identity: ({ Role }) => Role && `${Role.RoleId} ${Role.Arn}`,
    absence: 'NoSuchEntity',
  }),
  group: telling('iam', 'GetGroup', {
    input: (GroupName) => ({ GroupName }),
    identity: ({ Group }) => Group && `${Group.GroupId} ${Group.Arn}`,
    absence: 'NoSuchEntity',
  }),
};

function telling<S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  row: {
    readonly input: (name: string) => Input<S, O>;
    readonly identity: (output: Output<S, O>) => string | undefined;
    readonly absence: string;
  },
): Telling {
  return {
    read: (name) => ({ service, operation: operation as Operation, input: row.input(name) as object }),
    // The output is that of the row's own read; the compiler cannot follow it through the table.
    identity: (output) => row.identity(output as Output<S, O>),
    absence: row.absence,
  };
}

/** The read that tells which resource a name stands for now. */
export function readOfIdentity({ kind, name }: NamedResource): IdentityRead {
  return TELLING[kind].read(name);
}

/**
 * What distinguishes a resource from a later one of its name, in the answer to {@link readOfIdentity}. Throws TypeError
 * for an answer that does not tell.
 */
export function identityIn({ kind, name }: Pick<NamedResource, 'kind' | 'name'>, output: object): string {
  const identity = TELLING[kind].identity(output);
  if (identity === undefined)
    throw new TypeError(`the answer about the ${kind} ${name} does not tell which it is`);
  return identity;
}

/** The code of the error that says that a resource of a kind does not exist. */
export function absenceOf({ kind }: Pick<NamedResource, 'kind'>): string {
  return TELLING[kind].absence;
}
