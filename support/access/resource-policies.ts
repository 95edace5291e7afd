import { parsedPolicy } from '../authorization/parse-policy.ts';
import type { Condition, Policy } from '../authorization/terms/policy.ts';
import { policyKinds } from '../scenario/document/policy-kinds.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';

/** The policies that a scenario has in force, parsed, without those that AWS manages. */
export function policiesInUse(provisioned: ProvisionedScenario): readonly Policy[] {
  return [...policyKinds(provisioned.scenario.document)].flatMap(([path, kinds]) =>
    [...new Set(kinds)].map((kind) => parsedPolicy(provisioned.policy(path), kind)),
  );
}

/** Every condition of some policies. */
export function conditionsOf(policies: readonly Policy[]): readonly Condition[] {
  return policies.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions));
}

/** The services that policies name as principals, such as `transfer.amazonaws.com`. */
export function servicesNamed(policies: readonly Policy[]): readonly string[] {
  const names = policies.flatMap(({ statements }) =>
    statements.flatMap(({ principal }) =>
      principal === undefined || principal === '*' ? [] : (principal.Service ?? []),
    ),
  );
  return [...new Set(names)].filter((name) => name !== '*').toSorted();
}

/** The key of an object that no policy names. */
export const ANY_OBJECT = 'any-object';

/** The most keys of objects that stand for those of one bucket. */
const MOST = 24;

/** The patterns of objects that policies name, by the names or patterns of their buckets, or the ARNs of access points. */
export type ObjectPatterns = ReadonlyMap<string, ReadonlySet<string>>;

const THROUGH_ACCESS_POINT = /^(arn:aws:s3:[^:]*:[^:]*:accesspoint\/[^/]+)\/object\/(.+)$/;

/** The patterns of objects in some policies that do not name every object of a bucket. */
export function objectPatternsOf(policies: readonly Policy[]): ObjectPatterns {
  const patterns = new Map<string, Set<string>>();
  for (const { statements } of policies)
    for (const { resources = [], notResources = [] } of statements)
      for (const pattern of [...resources, ...notResources]) {
        const [, bucket = '', path = ''] =
          /^arn:aws:s3:::([^/]+)\/(.+)$/.exec(pattern) ?? THROUGH_ACCESS_POINT.exec(pattern) ?? [];
        if (path === '' || /^\*+$/.test(path)) continue;
        const known = patterns.get(bucket);
        if (known === undefined) patterns.set(bucket, new Set([path]));
        else known.add(path);
      }
  return patterns;
}

/**
 * Keys of objects that stand for all objects of a bucket, by its name and the ARN of an access point. Each has what it stands for in words. There is one for each pattern of a
 * policy that names some of them. One more is named by no policy.
 */
export function objectsOf(places: readonly string[], patterns: ObjectPatterns): ReadonlyMap<string, string> {
  const objects = new Map([[ANY_OBJECT, 'any object']]);
  for (const [bucket, paths] of patterns) {
    if (!places.some((place) => matches(bucket, place))) continue;
    for (const path of paths) {
      const key = path.replace(/\$\{[^}]*\}/g, 'x').replace(/[*?]/g, 'x');
      if (objects.size < MOST && !objects.has(key)) objects.set(key, inWords(path));
    }
  }
  return objects;
}

/** The objects of a pattern in words. A key without wildcards and variables is that of one object. */
function inWords(path: string): string {
  if (!/[*?]|\$\{/.test(path)) return path;
  const [, prefix] = /^([^*?$]*\/)\*$/.exec(path) ?? [];
  return prefix === undefined ? `any object like ${path}` : `any object under ${prefix}`;
}

function matches(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  if (!/[*?]/.test(pattern)) return false;
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(name);
}
