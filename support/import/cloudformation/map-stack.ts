import type { Origin } from '../world/imported-world.ts';
import { PropertyReader } from '../world/property-reader.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import type { Evaluator } from './evaluator.ts';
import type { ExpandedResource } from './expand-sam.ts';
import { isIrrelevantType } from './irrelevant-types.ts';
import { bucketTypes } from './mapping/map-buckets.ts';
import { iamTypes } from './mapping/map-iam.ts';
import { keyTypes } from './mapping/map-keys.ts';
import { organizationTypes } from './mapping/map-organizations.ts';
import { tableAndSecretTypes } from './mapping/map-tables-and-secrets.ts';
import type { Mapper } from './mapping/mapped-resource.ts';

const TYPES: Readonly<Record<string, Mapper>> = {
  ...iamTypes,
  ...bucketTypes,
  ...keyTypes,
  ...tableAndSecretTypes,
  ...organizationTypes,
};

/** Types that stand for others, which SAM makes of them. */
const EXPANDED: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** Adds the resources of a stack to a world. */
export function mapStack(
  evaluator: Evaluator,
  resources: Readonly<Record<string, ExpandedResource>>,
  builder: WorldBuilder,
): void {
  const { stack } = evaluator.context;
  for (const [id, resource] of Object.entries(resources)) {
    const { template } = stack;
    const lineOf = (path: readonly string[]) => template.lineOf(['Resources', resource.writtenAs, ...path]);
    const origin: Origin = { file: template.file, line: lineOf([]), id };
    if (!exists(evaluator, resource, { origin, builder })) continue;
    const map = Object.hasOwn(TYPES, resource.type) ? TYPES[resource.type] : undefined;
    if (map === undefined) {
      if (isIrrelevantType(resource.type) || EXPANDED.has(resource.type)) builder.ignore(resource.type);
      else builder.gaps.add(origin, `keyhole does not know the type ${resource.type}`, UNKNOWN_TYPE);
      continue;
    }
    const properties = evaluator.value(resource.properties);
    const reader = new PropertyReader(properties, {
      place: origin,
      gaps: builder.gaps,
      path: ['Properties'],
      lineOf,
    });
    const property = (name: string) => Object(properties)[name];
    map({ stack, id, type: resource.type, property, origin, reader, builder });
    reader.finish();
  }
}

const UNKNOWN_TYPE = 'the resource is left out: what it allows and denies is missing here';

/** True unless the condition of a resource does not hold. One that is not known is listed, and the resource is taken. */
function exists(
  evaluator: Evaluator,
  { condition }: ExpandedResource,
  { origin, builder }: { readonly origin: Origin; readonly builder: WorldBuilder },
): boolean {
  if (condition === undefined) return true;
  const holds = evaluator.condition(condition);
  if (!(holds instanceof UnknownValue)) return holds;
  const reason = `it is not known whether the condition ${condition} holds: ${holds.reason}`;
  builder.gaps.add({ ...origin, property: 'Condition' }, reason, 'the resource is taken as if it held');
  return true;
}
