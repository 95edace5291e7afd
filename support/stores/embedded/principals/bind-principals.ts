import type { Service } from '../../../aws/operations.ts';
import { type QualifiedOperation, rowOf } from '../../../aws/qualified-operation.ts';
import { encodedDocument } from '../iam/iam-constraints.ts';
import type { IamState } from '../iam/iam-state.ts';
import { arnsByUniqueId, keptDocument, shownDocument, uniqueIdOf } from './unique-ids.ts';

type Operation = (input: object, context: never) => unknown;
type Rename = (iam: IamState, value: string) => string | undefined;
type Members = Readonly<Record<string, Rename>>;

/** The document of a role is given out percent-encoded (RFC 3986). */
const shownTrust: Rename = (iam, document) => {
  const kept = decodeURIComponent(document);
  const shown = shownDocument(iam, kept);
  return shown === kept ? document : encodedDocument(shown);
};
const shownPrincipal: Rename = (iam, id) => arnsByUniqueId(iam)(id);

const GRANTEES: Members = { GranteePrincipal: uniqueIdOf, RetiringPrincipal: uniqueIdOf };

/** Members of inputs that name principals; ListGrants also filters by them. */
const KEPT: Readonly<Partial<Record<QualifiedOperation, Members>>> = {
  's3:PutBucketPolicy': { Policy: keptDocument },
  'kms:CreateKey': { Policy: keptDocument },
  'kms:PutKeyPolicy': { Policy: keptDocument },
  'kms:ReplicateKey': { Policy: keptDocument },
  'kms:CreateGrant': GRANTEES,
  'kms:ListGrants': GRANTEES,
  'kms:ListRetirableGrants': GRANTEES,
  'secretsmanager:PutResourcePolicy': { ResourcePolicy: keptDocument },
  'dynamodb:CreateTable': { ResourcePolicy: keptDocument },
  'dynamodb:PutResourcePolicy': { Policy: keptDocument },
  'iam:CreateRole': { AssumeRolePolicyDocument: keptDocument },
  'iam:UpdateAssumeRolePolicy': { PolicyDocument: keptDocument },
};

const SHOWN_TRUST: Members = { AssumeRolePolicyDocument: shownTrust };
const SHOWN_GRANT: Members = { GranteePrincipal: shownPrincipal, RetiringPrincipal: shownPrincipal };

/** The members of an output that name principals. */
interface Shown {
  readonly within?: string;
  readonly members: Members;
}

/**
 * Members of outputs that name principals. They are in the output itself, or in the values of its member
 * `within`.
 */
const SHOWN: Readonly<Partial<Record<QualifiedOperation, Shown>>> = {
  's3:GetBucketPolicy': { members: { Policy: shownDocument } },
  'kms:GetKeyPolicy': { members: { Policy: shownDocument } },
  'kms:ReplicateKey': { members: { ReplicaPolicy: shownDocument } },
  'secretsmanager:GetResourcePolicy': { members: { ResourcePolicy: shownDocument } },
  'kms:ListGrants': { within: 'Grants', members: SHOWN_GRANT },
  'kms:ListRetirableGrants': { within: 'Grants', members: SHOWN_GRANT },
  'dynamodb:GetResourcePolicy': { members: { Policy: shownDocument } },
  'iam:CreateRole': { within: 'Role', members: SHOWN_TRUST },
  'iam:GetRole': { within: 'Role', members: SHOWN_TRUST },
  'iam:ListRoles': { within: 'Roles', members: SHOWN_TRUST },
  'iam:UpdateRoleDescription': { within: 'Role', members: SHOWN_TRUST },
  'iam:GetAccountAuthorizationDetails': { within: 'RoleDetailList', members: SHOWN_TRUST },
};

/** The operations that concern principals, as `kms:CreateKey`, by service. */
const CONCERNED = Object.groupBy(
  new Set([...Object.keys(KEPT), ...Object.keys(SHOWN)]),
  (id) => id.split(':', 1)[0] ?? '',
);

/**
 * Wraps the operations of a service so that the principals in resource policies and grants are kept by unique
 * id and shown by ARN. A principal that is deleted and created again under the same name loses what policies
 * gave it. Operations that concern no principal are unchanged.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 * Differs: sessions of roles and federated users are kept as they are written.
 */
export function bindPrincipals<T extends object>(service: Service, table: T, iam: IamState): T {
  const bound: Record<string, Operation> = {};
  for (const id of CONCERNED[service] ?? []) {
    const name = id.slice(service.length + 1);
    const operation: unknown = Reflect.get(table, name);
    if (isOperation(operation))
      bound[name] = binding(operation, iam, {
        kept: rowOf(KEPT, service, name),
        shown: rowOf(SHOWN, service, name),
      });
  }
  return { ...table, ...bound };
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'function';
}

function binding(
  operation: Operation,
  iam: IamState,
  { kept = {}, shown }: { readonly kept: Members | undefined; readonly shown: Shown | undefined },
): Operation {
  return (input, context) => {
    const output = operation(withMembers(input, kept, iam), context);
    if (shown === undefined) return output;
    return output instanceof Promise
      ? output.then((settled) => showing(settled, shown, iam))
      : showing(output, shown, iam);
  };
}

function showing(output: unknown, { within, members }: Shown, iam: IamState): unknown {
  if (!isObject(output)) return output;
  if (within === undefined) return withMembers(output, members, iam);
  const held: unknown = Reflect.get(output, within);
  if (Array.isArray(held)) {
    return { ...output, [within]: held.map((one) => (isObject(one) ? withMembers(one, members, iam) : one)) };
  }
  return isObject(held) ? { ...output, [within]: withMembers(held, members, iam) } : output;
}

function withMembers(value: object, members: Members, iam: IamState): object {
  const renamed: Record<string, string> = {};
  for (const member in members) {
    const old: unknown = Reflect.get(value, member);
    const text = typeof old === 'string' ? members[member]?.(iam, old) : undefined;
    if (text !== undefined && text !== old) renamed[member] = text;
  }
  return Object.keys(renamed).length === 0 ? value : { ...value, ...renamed };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
