import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import type { Assignment } from './explore-classes.ts';
import { requestOf } from './use-question.ts';

/**
 * The reason why a request through an access point of a VPC is refused; undefined for one that comes from there, and for other
 * requests. Throws UndecidableError if it depends on the VPC endpoint.
 */
export function outsideVpc(
  world: AccessWorld,
  { resource, action }: AccessUse,
  when: Assignment,
): string | undefined {
  const { behind } = resource;
  if (behind?.vpc === undefined || /AccessPoint/.test(action.action)) return undefined;
  const { endpoint } = requestOf(world, when, action.action);
  if (endpoint !== undefined && behind.endpoints.includes(endpoint)) return undefined;
  const isStated = [...when.keys()].some((key) => key.toLowerCase() === 'aws:sourcevpce');
  if (!isStated && behind.endpoints.length > 0)
    throw new UndecidableError('aws:SourceVpce', resource.name, behind.vpc);
  return `${resource.name} takes only requests from the VPC ${behind.vpc}`;
}
