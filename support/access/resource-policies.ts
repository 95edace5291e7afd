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

/**
 * Keys of objects that stand for all objects of a bucket. There is one for each pattern of a policy that names some of them.
 * One more is named by no policy.
 */
export function objectKeysOf(bucketName: string, policies: readonly Policy[]): readonly string[] {
  const keys = new Set([ANY_OBJECT]);
  for (const { statements } of policies)
    for (const { resources = [], notResources = [] } of statements)
      for (const pattern of [...resources, ...notResources]) {
        const key = keyIn(pattern, bucketName);
        if (key !== undefined && keys.size < MOST) keys.add(key);
      }
  return [...keys];
}

/** A key that the pattern of an object matches; undefined if it is about another bucket or about every object. */
function keyIn(pattern: string, bucketName: string): string | undefined {
  const [, bucket = '', path = ''] = /^arn:aws:s3:::([^/]+)\/(.+)$/.exec(pattern) ?? [];
  if (path === '' || /^\*+$/.test(path) || !matches(bucket, bucketName)) return undefined;
  return path.replace(/\$\{[^}]*\}/g, 'x').replace(/[*?]/g, 'x');
}

function matches(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(name);
}
