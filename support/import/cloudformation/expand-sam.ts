import { isDeepStrictEqual } from 'node:util';
import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import type { GapList } from '../world/gap-list.ts';
import { UnknownValue } from '../world/unknown-value.ts';
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
    noteConnectors(id, resource, { template, gaps });
    switch (resource.type) {
      case 'AWS::Serverless::Function':
        return roleOf(withGlobals(resource, globals.Function), { id, template, gaps });
      case 'AWS::Serverless::StateMachine':
        return roleOf(withGlobals(resource, globals.StateMachine), { id, template, gaps });
      default:
        return [];
    }
  });
  const kept = written.map(([id, resource]) => [id, simpleTable(resource)] as const);
  return Object.fromEntries([...kept, ...made]);
}

/** Lists the connectors that are written beside a resource: each is a policy that SAM makes. */
function noteConnectors(
  id: string,
  { connectors }: WrittenResource,
  { template, gaps }: Pick<Owner, 'template' | 'gaps'>,
): void {
  for (const name of Object.keys(Object(connectors)))
    gaps.add(
      {
        file: template.file,
        line: template.lineOf(['Resources', id, 'Connectors', name]),
        id,
        property: `Connectors.${name}`,
      },
      'keyhole does not work out connectors of SAM',
      'what it allows is denied here',
    );
}

/** A resource with the properties that all of its type have, and the tags of both. */
function withGlobals(resource: ExpandedResource, globals: unknown): ExpandedResource {
  const { ignoreGlobals, properties } = resource;
  const ignored: readonly unknown[] = [ignoreGlobals].flat();
  const kept = Object.entries(Object(globals)).filter(
    ([name]) => !ignored.includes('*') && !ignored.includes(name),
  );
  const shared = Object.fromEntries(kept);
  const tags = [shared.Tags, Object(properties).Tags].filter((some) => some !== undefined);
  return {
    ...resource,
    properties: {
      ...shared,
      ...Object(properties),
      ...(tags.length > 0 && { Tags: Object.assign({}, ...tags) }),
    },
  };
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
  const { Role, Policies, RolePath, PermissionsBoundary, AssumeRolePolicyDocument, Tags } = Object(
    resource.properties,
  );
  if (Role !== undefined) return [];
  const isFunction = resource.type === 'AWS::Serverless::Function';
  const list: readonly unknown[] =
    Policies === undefined ? [] : Array.isArray(Policies) ? Policies : [Policies];
  const parts = list.map((policy, index) => partOf(policy, `${owner.id}RolePolicy${index}`, owner));
  const properties = {
    AssumeRolePolicyDocument:
      AssumeRolePolicyDocument ?? trusting(isFunction ? 'lambda.amazonaws.com' : 'states.amazonaws.com'),
    Policies: parts.flatMap(({ inline }) => inline ?? []),
    ManagedPolicyArns: [
      ...(isFunction ? [LAMBDA_BASIC] : []),
      ...parts.flatMap(({ managed }) => managed ?? []),
    ],
    Path: RolePath,
    PermissionsBoundary,
    Tags: { [isFunction ? 'lambda:createdBy' : 'stateMachine:createdBy']: 'SAM', ...Object(Tags) },
  };
  return [[`${owner.id}Role`, { ...resource, type: 'AWS::IAM::Role', properties }]];
}

/** A policy as a property of a role has it: inline, or the ARN of a managed one. Of a condition, each has a value of its own. */
interface PolicyPart {
  readonly inline?: object | undefined;
  readonly managed?: unknown;
}

/** SAM refuses such a template: the policy is not valid. */
const NO_LIST = 'SAM takes no list of policies within Fn::If or another list';

const NONE = { Ref: 'AWS::NoValue' };

function partOf(policy: unknown, name: string, owner: Owner): PolicyPart {
  const { 'Fn::If': choice } = Object(policy);
  if (Array.isArray(choice) && choice.length === 3) {
    const [condition, yes, no] = [choice[0], partOf(choice[1], name, owner), partOf(choice[2], name, owner)];
    const either = (one: unknown, other: unknown) =>
      one === undefined && other === undefined
        ? undefined
        : { 'Fn::If': [condition, one ?? NONE, other ?? NONE] };
    return { inline: either(yes.inline, no.inline), managed: either(yes.managed, no.managed) };
  }
  if (isDeepStrictEqual(policy, NONE)) return {};
  if (Array.isArray(policy)) return { managed: new UnknownValue(NO_LIST) };
  const document = documentOf(policy, owner);
  if (document === 'managed') return { managed: managedArn(policy) };
  return document === undefined ? {} : { inline: { PolicyName: name, PolicyDocument: document } };
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

/** SAM takes the name of an AWS managed policy for its ARN, which may have a path. */
function managedArn(policy: unknown): unknown {
  if (typeof policy !== 'string' || policy.startsWith('arn:')) return policy;
  const known = [...awsManagedPolicies().keys()].find((arn) => arn.endsWith(`/${policy}`));
  return known ?? `arn:aws:iam::aws:policy/${policy}`;
}
