import type { WhatIf } from '../gateway/desk/what-if.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessUse } from './access-use.ts';
import { type AccessWorld, accountOfPrincipal } from './access-world.ts';
import type { SamplesOfKeys } from './condition-samples.ts';
import type { Assignment } from './explore-classes.ts';
import { objectArn } from './object-arn.ts';

/** A class of requests, and the condition keys that are open in it unless it states them. */
export interface AskedClass {
  readonly when: Assignment;
  readonly open?: readonly string[];
  /** The classes that are told apart; undefined if one request is asked about, which states all that the caller chooses. */
  readonly samples?: SamplesOfKeys | undefined;
}

/** The what-if question about the action of a use. */
export function questionOf(
  world: AccessWorld,
  who: AccessPrincipal,
  use: AccessUse,
  { when, open = [] }: AskedClass,
): WhatIf {
  const { action, resource, object } = use;
  const name = action.action;
  const arn = action.onObject ? objectArn(resource.arn, object ?? '') : resource.arn;
  return {
    ...requestOf(world, when, name),
    ...(resource.kind === 'key' && { region: arn.split(':')[3] ?? '' }),
    principal: who.principal,
    action: name,
    resource: arn,
    // An action without a resource is about the caller's own account.
    resourceAccount: arn === '*' ? accountOfPrincipal(who) : resource.accountId,
    open,
  };
}

/** The condition keys of a class, as a what-if question has them. */
export function requestOf(world: AccessWorld, when: Assignment, action: string) {
  const { document } = world.played.provisioned.scenario;
  const ids = new Set(Object.values(document.endpoints).map(({ id }) => id));
  let endpoint: string | undefined;
  const context: Record<string, readonly string[]> = {};
  const absent: string[] = [];
  for (const [key, values] of when) {
    const [only = ''] = values ?? [];
    if (key.toLowerCase() === 'aws:sourcevpce' && ids.has(only) && action.startsWith('s3:')) endpoint = only;
    if (values === undefined) absent.push(key);
    else context[key] = values.map(world.local);
  }
  return { region: document.region, context, absent, endpoint };
}
