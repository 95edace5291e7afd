import fc from 'fast-check';
import type { DocumentRules } from '../../documents/document-rule.ts';
import { policyToStore } from '../../documents/store-policy-document.ts';
import { accessPointPolicyRules, bucketPolicyRules } from '../../services/s3/bucket-policy-rules.ts';
import { FAMILIES } from './conditions.ts';
import {
  controls,
  type Drafts,
  endpoint,
  identity,
  keyPolicy,
  limit,
  resourceControls,
  resourcePolicy,
} from './drafts.ts';
import { BUCKET, BUCKET_ARN, OWNER, PARTNER, pointArn } from './names.ts';
import type { PlainStatement } from './statements.ts';

type Condition = NonNullable<PlainStatement['Condition']>;
type Statements = readonly PlainStatement[];

/** Statements with the conditions of a family. Those of one operator are put together. */
function written(drafts: Drafts, family: readonly Condition[]): Statements {
  return drafts.map(({ picks = [], ...one }) => {
    const chosen = picks.flatMap((pick) => family.slice(pick % family.length).slice(0, 1));
    return chosen.length === 0 ? one : { ...one, Condition: merged(chosen) };
  });
}

function merged(all: readonly Condition[]): Condition {
  const together: Record<string, Record<string, string | readonly string[]>> = {};
  for (const condition of all)
    for (const [operator, tests] of Object.entries(condition))
      together[operator] = { ...together[operator], ...tests };
  return together;
}

/** S3 takes no condition on keys that no action of the statement has. */
function fitting(one: PlainStatement, rules: DocumentRules): PlainStatement {
  const { Condition: _, ...bare } = one;
  try {
    policyToStore(JSON.stringify({ Version: '2012-10-17', Statement: [one] }), 'bucket', rules);
    return one;
  } catch {
    return bare;
  }
}

const rarely = fc.constantFrom(false, false, true);
const ofPoint = (account: string) => {
  const arn = pointArn(account);
  const policy = resourcePolicy(arn, `${arn}/object/*`);
  return fc.record({ account: fc.constant(account), policy, isOfVpc: rarely, restricts: rarely });
};

/** Settings of worlds, and policies without their conditions. */
const drafts = fc.record({
  policies: fc.record({
    ...{ ana: identity, bob: identity, rex: identity, kim: identity },
    ...{ rootControls: controls, unitControls: controls, accountControls: controls },
    ...{ rootResourceControls: resourceControls, unitResourceControls: resourceControls },
  }),
  limits: fc.record({ boundary: limit, session: limit, endpoint }),
  bucket: resourcePolicy(BUCKET_ARN, `${BUCKET_ARN}/*`),
  point: fc.oneof(ofPoint(OWNER), ofPoint(PARTNER)),
  keys: fc.record({ keyOfOwner: keyPolicy(OWNER), keyOfPartner: keyPolicy(PARTNER) }),
  settings: fc.record({
    isUnderAbac: fc.boolean(),
    tags: fc.constantFrom<Readonly<Record<string, string>>>(
      ...[{}, { team: 'red' }, { team: 'red', kind: 'x' }, { team: 'blue', kind: 'x' }],
    ),
    restricts: rarely,
    accountRestricts: fc.constantFrom(false, false, false, true),
    encryption: fc.constantFrom('none', 'none', 'owner', 'owner bucket key', 'partner'),
    objectEncryption: fc.constantFrom('none', 'none', 'owner'),
    anaTeam: fc.constantFrom('red', 'blue', undefined),
  }),
});

type Drafted = typeof drafts extends fc.Arbitrary<infer D> ? D : never;

/** KMS takes no condition on the tags of other resources. */
const NO_CONDITIONS: readonly Condition[] = [];

function worldOf(name: keyof typeof FAMILIES, { policies, limits, bucket, point, keys, settings }: Drafted) {
  const family = FAMILIES[name];
  const ofKeys = name === 'tags' ? NO_CONDITIONS : family;
  const fitted = (all: Drafts, rules: DocumentRules) =>
    written(all, family).map((one) => fitting(one, rules));
  return {
    ...settings,
    ...mapped(policies, (all) => written(all, family)),
    ...mapped(keys, (all) => written(all, ofKeys)),
    ...mapped(limits, (all) => all && written(all, family)),
    bucket: fitted(bucket, bucketPolicyRules(BUCKET)),
    point: { ...point, policy: fitted(point.policy, accessPointPolicyRules(pointArn(point.account))) },
  };
}

function mapped<K extends string, V, W>(of: Readonly<Record<K, V>>, change: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(of).map(([key, value]) => [key, change(value)])) as Record<
    K,
    W
  >;
}

const NAMES = Object.keys(FAMILIES) as (keyof typeof FAMILIES)[];

/** Worlds: policies of two accounts in an organization, one account outside, a bucket with an access point, two keys. */
export const worlds = fc
  .tuple(fc.constantFrom(...NAMES), drafts)
  .map(([name, draft]) => worldOf(name, draft));

/** A generated world. */
export type World = ReturnType<typeof worldOf>;
