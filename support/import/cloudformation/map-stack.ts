import type { LineOf } from '../world/gap-list.ts';
import type { Origin } from '../world/imported-world.ts';
import { ONLY_DENIALS, PropertyReader } from '../world/property-reader.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import type { Evaluator } from './evaluator.ts';
import type { ExpandedResource } from './expand-sam.ts';
import { isIrrelevantType } from './irrelevant-types.ts';
import { accessPointTypes } from './mapping/map-access-points.ts';
import { bucketTypes } from './mapping/map-buckets.ts';
import { iamTypes } from './mapping/map-iam.ts';
import { keyTypes } from './mapping/map-keys.ts';
import { organizationTypes } from './mapping/map-organizations.ts';
import { tableAndSecretTypes } from './mapping/map-tables-and-secrets.ts';
import type { Mapper } from './mapping/mapped-resource.ts';
import { isStackType } from './nested-stacks.ts';
import type { Stack } from './stack.ts';

const TYPES: Readonly<Record<string, Mapper>> = {
  ...iamTypes,
  ...bucketTypes,
  ...accessPointTypes,
  ...keyTypes,
  ...tableAndSecretTypes,
  ...organizationTypes,
};

/** Types that stand for others, which SAM makes of them. */
const EXPANDED: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** The evaluator of a stack, and its resources. */
export interface StackParts {
  readonly evaluator: Evaluator;
  readonly resources: Readonly<Record<string, ExpandedResource>>;
}

/**
 * Adds the resources of a stack, and of those within it, to a world. Of the policies of an uncertain stack, which may not be there, only
 * what they deny is taken.
 */
export function mapStack(
  stack: Stack,
  parts: ReadonlyMap<Stack, StackParts>,
  builder: WorldBuilder,
  isUncertain = false,
): void {
  const { evaluator, resources } = parts.get(stack) ?? {};
  if (evaluator === undefined) return;
  const { template } = stack;
  for (const [id, resource] of Object.entries(resources ?? {})) {
    const lineOf = (path: readonly string[]) => template.lineOf(['Resources', resource.writtenAs, ...path]);
    const origin: Origin = { file: template.file, line: lineOf([]), id: `${stack.path}${id}` };
    const isThere = exists(evaluator, resource, { origin, builder });
    if (isThere === false) continue;
    const nested = Object.hasOwn(stack.nested, id) ? stack.nested[id] : undefined;
    const mayBeMissing = isUncertain || isThere === undefined;
    if (nested !== undefined) mapStack(nested, parts, builder, mayBeMissing);
    else
      mapResource(
        {
          ...{ stack, id, evaluator, resource, origin, lineOf },
          isUncertain: mayBeMissing && POLICIES.test(resource.type),
        },
        builder,
      );
  }
}

/** A resource that exists, and where it is written. */
interface Existing {
  readonly stack: Stack;
  readonly id: string;
  readonly evaluator: Evaluator;
  readonly resource: ExpandedResource;
  readonly origin: Origin;
  readonly lineOf: LineOf;
  /** True for a policy of which it is not known whether it is there. */
  readonly isUncertain: boolean;
}

function mapResource(
  { stack, id, evaluator, resource, origin, lineOf, isUncertain }: Existing,
  builder: WorldBuilder,
): void {
  const { type } = resource;
  const map = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (map === undefined) {
    if (isIrrelevantType(type) || EXPANDED.has(type)) builder.ignore(type);
    else if (isStackType(type))
      builder.gaps.add(origin, 'the template of its stack is no file beside this one', UNKNOWN_STACK);
    else if (id.startsWith('Fn::ForEach::'))
      builder.gaps.add(origin, 'the list of its loop is not known', UNKNOWN_TYPE);
    else builder.gaps.add(origin, reasonFor(id, type), UNKNOWN_TYPE);
    return;
  }
  const properties = evaluator.value(resource.properties);
  const place = {
    place: { ...origin, isUncertain },
    gaps: builder.gaps,
    policies: builder.policyPlaces,
    path: ['Properties'],
    lineOf,
  };
  const reader = new PropertyReader(properties, place);
  const property = (name: string) => Object(properties)[name];
  map({ stack, id, type, property, origin, reader, builder, isUncertain });
  reader.finish();
}

function reasonFor(id: string, type: string): string {
  if (id === 'Fn::Transform') return 'the macro may make any resource of it';
  return type === '' ? 'it has no type' : `keyhole does not know the type ${type}`;
}

const UNKNOWN_STACK = 'the stack is left out: what it allows and denies is missing here';
const UNKNOWN_TYPE = 'the resource is left out: what it allows and denies is missing here';

/** Types of policies and memberships, which give access to what exists without them. */
const POLICIES =
  /^AWS::(?:IAM::(?:(?:Group|Managed|Role|User)?Policy|UserToGroupAddition)|S3::BucketPolicy|SecretsManager::ResourcePolicy)$/;

/**
 * False if the condition of a resource does not hold, and undefined if that is not known. Then it is listed, and the resource is taken; of a
 * policy, only what it denies is.
 */
function exists(
  evaluator: Evaluator,
  { condition, type }: ExpandedResource,
  { origin, builder }: { readonly origin: Origin; readonly builder: WorldBuilder },
): boolean | undefined {
  if (condition === undefined) return true;
  const holds = evaluator.condition(condition);
  if (!(holds instanceof UnknownValue)) return holds;
  const reason = `it is not known whether the condition ${condition} holds: ${holds.reason}`;
  builder.gaps.add({ ...origin, property: 'Condition' }, reason, consequenceFor(type));
  return undefined;
}

function consequenceFor(type: string): string {
  if (type.endsWith('Addition'))
    return 'what the group denies is denied here, and what it allows is left out';
  if (POLICIES.test(type)) return ONLY_DENIALS;
  return isStackType(type)
    ? 'its resources are taken as if it held; of its policies, only what they deny'
    : 'the resource is taken as if it held';
}
