import { expect, test } from '@jest/globals';
import { policyOf } from '../../scenario/testing/written-scenario.ts';
import { accessClasses } from '../access-classes.ts';
import { usesOf } from '../access-matrix.ts';
import type { AccessUse } from '../access-use.ts';
import { type AccessWorld, startAccessWorld } from '../access-world.ts';
import { WrittenVersions } from '../diff/testing/written-versions.ts';
import { nameOfUse } from '../grouped-results.ts';
import { companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, type Change, COMPANY_CHANGES } from '../testing/company-changes.ts';
import type { AccessPath } from './access-path.ts';
import { PathFinder } from './find-paths.ts';
import { PlainPaths } from './testing/plain-paths.ts';

const versions = new WrittenVersions();
const SIZE = { ...SMALL_COMPANY, principals: 5, statements: 4 };
const WAYS = { assume: true, change: true };

/** Uses of several kinds, by which resources are read, used and taken over. */
const ASKED = [
  'buckets.b0 s3:GetObject any-object',
  'buckets.b1 s3:PutObject any-object',
  'keys.k0 kms:Decrypt',
  'roles.a2-p1 sts:AssumeRole',
  'roles.a1-p2 iam:PutRolePolicy',
];

function asText(path: AccessPath | undefined) {
  return (
    path && {
      steps: path.steps.map(
        ({ by, access: { use } }) => `${by.id}: ${use.action.action} on ${use.resource.arn}`,
      ),
      as: path.actor.id,
    }
  );
}

function asked({ resources }: AccessWorld): readonly AccessUse[] {
  const all = resources.flatMap((resource) => accessClasses.flatMap((access) => usesOf(resource, access)));
  return all.filter((use) => ASKED.includes(nameOfUse(use)));
}

/** A role that changes another role, and has nothing else. Principals that assume both come to more by that. */
const roleThatChangesAnother: Change = ({ document, files }) => ({
  document,
  files: {
    ...files,
    'a1/p3.json': policyOf({ Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '{{roles.a1-p4.arn}}' }),
    'a1/p4.json': policyOf({ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }),
    'a1/p5.json': policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
  },
});

const CHANGES: Readonly<Record<string, Change>> = {
  ...COMPANY_CHANGES,
  'a role that changes another': roleThatChangesAnother,
};

test.each([
  ['a role that changes another', 'a new trust'],
  ['a wider identity policy', 'a deny in an identity policy'],
  ['a new trust', 'a service control policy'],
  ['a permission to assume roles', 'a boundary'],
  ['a managed policy of AWS', 'a deny in an identity policy'],
  ['a key handed to another account', 'a principal more in a bucket policy'],
])(
  'the ways with %s and %s are those of a search without shortcuts',
  async (...names) => {
    const changes = names.flatMap((name) => CHANGES[name] ?? []);
    const { scenario } = versions.of(both(...changes)(companyOfSize(SIZE)), 'company');
    await using world = await startAccessWorld(scenario);
    const kinds = new Set<string>();
    const plain = new Map(asked(world).map((use) => [use, new PlainPaths(world, use)]));
    expect(plain.size).toBe(ASKED.length);
    const everything = new PathFinder(world, 'all', WAYS);
    for (const who of world.principals) {
      const all = await everything.pathsOf(who);
      for (const [use, search] of plain) {
        const path = (await new PathFinder(world, [use], WAYS).pathsOf(who)).get(nameOfUse(use));
        const expected = { who: who.id, use: nameOfUse(use), path: await search.of(who) };
        expect({ who: who.id, use: nameOfUse(use), path: asText(path) }).toEqual(expected);
        expect({ who: who.id, use: nameOfUse(use), path: asText(all.get(nameOfUse(use))) }).toEqual(expected);
        if (path !== undefined) kinds.add(`${path.kind} ${path.steps.length}`);
      }
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['directly 0', 'assume 1', 'change 1', 'change 2']));
  },
  240_000,
);
