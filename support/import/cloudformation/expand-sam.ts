import type { GapList } from '../world/gap-list.ts';
import type { Template } from './read-template.ts';
import { samPolicy } from './sam-policies.ts';
import { resourcesOf, sectionOf, type WrittenResource } from './stack.ts';

/** A resource, and the logical id under which the template writes it. */
export interface ExpandedResource extends WrittenResource {
  readonly writtenAs: string;
}

const LAMBDA_BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** The trust policy of a role that SAM makes. */
const trusting = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
});

/** The resources of a template, with the roles and tables that SAM makes of its own types. */
export function expandedResources(
  template: Template,
  gaps: GapList,
): Readonly<Record<string, ExpandedResource>> {
  const written = Object.entries(resourcesOf(template)).map(
    ([id, resource]) => [id, { ...resource, writtenAs: id }] as const,
  );
  const globals = sectionOf(template, 'Globals');
  const made = written.flatMap(([id, resource]) => {
    const own = Object(resource.properties);
    switch (resource.type) {
      case 'AWS::Serverless::Function':
        return roleOf(
          { ...resource, properties: { ...Object(globals.Function), ...own } },
          { id, template, gaps },
        );
      case 'AWS::Serverless::StateMachine':
        return roleOf(resource, { id, template, gaps });
      default:
        return [];
    }
  });
  const kept = written.map(([id, resource]) => [id, simpleTable(resource)] as const);
  return Object.fromEntries([...kept, ...made]);
}

/** A SimpleTable as the table of DynamoDB that SAM makes of it. */
function simpleTable(resource: ExpandedResource): ExpandedResource {
  if (resource.type !== 'AWS::Serverless::SimpleTable') return resource;
  const {
    PrimaryKey: key = { Name: 'id', Type: 'String' },
    TableName,
    SSESpecification,
    Tags,
  } = Object(resource.properties);
  const type = ({ Number: 'N', Binary: 'B' } as Readonly<Record<string, string>>)[key.Type] ?? 'S';
  const properties = {
    TableName,
    SSESpecification,
    Tags,
    AttributeDefinitions: [{ AttributeName: key.Name, AttributeType: type }],
    KeySchema: [{ AttributeName: key.Name, KeyType: 'HASH' }],
  };
  return { ...resource, type: 'AWS::DynamoDB::Table', properties };
}

interface Owner {
  readonly id: string;
  readonly template: Template;
  readonly gaps: GapList;
}

/** The role of a function or state machine that names none. */
function roleOf(resource: ExpandedResource, owner: Owner): readonly (readonly [string, ExpandedResource])[] {
  const { Role, Policies, RolePath, PermissionsBoundary, AssumeRolePolicyDocument } = Object(
    resource.properties,
  );
  if (Role !== undefined) return [];
  const isFunction = resource.type === 'AWS::Serverless::Function';
  const inline: object[] = [];
  const managed: unknown[] = isFunction ? [LAMBDA_BASIC] : [];
  const list: readonly unknown[] =
    Policies === undefined ? [] : Array.isArray(Policies) ? Policies : [Policies];
  for (const [index, policy] of list.entries()) {
    const document = documentOf(policy, owner);
    if (document === 'managed') managed.push(managedArn(policy));
    else if (document !== undefined)
      inline.push({ PolicyName: `${owner.id}RolePolicy${index}`, PolicyDocument: document });
  }
  const properties = {
    AssumeRolePolicyDocument:
      AssumeRolePolicyDocument ?? trusting(isFunction ? 'lambda.amazonaws.com' : 'states.amazonaws.com'),
    Policies: inline,
    ManagedPolicyArns: managed,
    Path: RolePath,
    PermissionsBoundary,
  };
  return [[`${owner.id}Role`, { ...resource, type: 'AWS::IAM::Role', properties }]];
}

/** A policy of a function: a document, a template, or a managed policy. */
function documentOf(policy: unknown, { id, template, gaps }: Owner): object | 'managed' | undefined {
  if (typeof policy !== 'object' || policy === null) return 'managed';
  if (Object.hasOwn(policy, 'Statement')) return policy;
  const [name = '', parameters] = Object.entries(policy)[0] ?? [];
  if (name === 'Ref' || name.startsWith('Fn::')) return 'managed';
  const document = samPolicy(name, parameters);
  if (document !== 'unknown') return document;
  const line = template.lineOf(['Resources', id, 'Properties', 'Policies']);
  const place = { file: template.file, line, id, property: 'Policies' };
  gaps.add(place, `keyhole does not have SAM's policy template ${name}`, 'what it allows is denied here');
  return undefined;
}

/** SAM takes the name of an AWS managed policy for its ARN. */
function managedArn(policy: unknown): unknown {
  return typeof policy === 'string' && !policy.startsWith('arn:')
    ? `arn:aws:iam::aws:policy/${policy}`
    : policy;
}
