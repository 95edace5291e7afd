import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import { PolicyError } from '../../authorization/terms/policy-error.ts';
import { ACTIONS } from '../actions/action-catalogue.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { cutManagedPolicy, type WrittenDocument, type WrittenStatement } from './cut-managed-policy.ts';
import { latestDocument, managedPoliciesFile, publishedPolicies } from './published-policies.ts';

const published = publishedPolicies();
const served = Object.values(ACTIONS).flatMap(({ actions }) => actions.map(({ name }) => name));

const known = new Map<string, ReadonlySet<string>>();

/** The served actions that a pattern matches. It shares no code with what it checks. */
function matchedBy(pattern: string): ReadonlySet<string> {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const form = new RegExp(`^${source}$`, 'i');
  const matched = new Set(served.filter((action) => form.test(action)));
  known.set(pattern, matched);
  return matched;
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

/** The served actions that a statement is about. */
function actionsOf({ Action, NotAction }: WrittenStatement): readonly string[] {
  const matched = new Set(listOf(NotAction ?? Action).flatMap((pattern) => [...matchedBy(pattern)]));
  return served.filter((action) => matched.has(action) === (NotAction === undefined));
}

/** All that a document says about served actions: each statement that is about some, without its list of actions. */
function meaningOf({ Version, Statement }: WrittenDocument) {
  const statements: readonly WrittenStatement[] = Array.isArray(Statement) ? Statement : [Statement];
  return statements.flatMap((statement) => {
    const actions = actionsOf(statement);
    const { Action: _, NotAction: __, ...rest } = statement;
    return actions.length === 0 ? [] : [{ Version, actions: actions.join(' '), ...rest }];
  });
}

describe('the managed policies of AWS', () => {
  test('are those of the package, cut', () => {
    const file = join(import.meta.dirname, 'managed-policies.json');
    // Compared as a whole: a list of differences of a file of this size helps no reader.
    expect(readFileSync(file, 'utf8') === managedPoliciesFile(published)).toBe(true);
    expect(awsManagedPolicies().size).toBe(published.length);
  });

  test('mean for each served action what the whole policies mean', () => {
    const changed = published.filter((policy) => {
      const whole = latestDocument(policy);
      const cut: WrittenDocument = JSON.parse(awsManagedPolicies().get(policy.arn)?.document ?? '');
      return JSON.stringify(meaningOf(cut)) !== JSON.stringify(meaningOf(whole));
    });
    expect(changed.map(({ arn }) => arn)).toEqual([]);
    expect(published.flatMap((policy) => meaningOf(latestDocument(policy))).length).toBeGreaterThan(1000);
  });

  test('are documents that keyhole evaluates, but for one', () => {
    const refused = [...awsManagedPolicies().values()].flatMap(({ arn, document }) => {
      try {
        parsePolicy(document, { kind: 'identity' });
        return [];
      } catch (error) {
        if (error instanceof PolicyError) return [`${arn}: ${error.reason}`];
        throw error;
      }
    });
    expect(refused).toEqual([
      expect.stringMatching(
        /^arn:aws:iam::aws:policy\/aws-service-role\/AmazonTimestreamInfluxDBServiceRolePolicy: .* a policy variable can stand only in the last part of an ARN$/,
      ),
    ]);
  });
});

describe('cutting', () => {
  const statement = { Effect: 'Allow', Resource: '*' };
  test.each<[string, WrittenStatement | WrittenStatement[], WrittenStatement[]]>([
    [
      'takes away actions of other services',
      { ...statement, Action: ['ec2:Run*', 'S3:Get*', 'kms:Decrypt'] },
      [{ ...statement, Action: ['S3:Get*', 'kms:Decrypt'] }],
    ],
    [
      'keeps patterns that may match a served service',
      { ...statement, Action: ['*', 's?:Get*', '*:List*', 's*Get*', 'ec?:Run*'] },
      [{ ...statement, Action: ['*', 's?:Get*', '*:List*', 's*Get*'] }],
    ],
    [
      'takes away statements about other services only',
      [
        { ...statement, Action: 'ec2:*' },
        { ...statement, Action: 'sts:*' },
      ],
      [{ ...statement, Action: ['sts:*'] }],
    ],
    [
      'takes away what NotAction says about other services',
      { ...statement, NotAction: ['ec2:*', 'iam:*'] },
      [{ ...statement, NotAction: ['iam:*'] }],
    ],
    [
      'keeps a NotAction of other services only, which is about every served action',
      { ...statement, NotAction: ['ec2:*', 'ses:*'] },
      [{ ...statement, NotAction: ['ec2:*', 'ses:*'] }],
    ],
    [
      'keeps one statement of a policy about other services, without its condition',
      { ...statement, Action: ['ec2:*', 'ses:*'], Condition: { Bool: { 'ec2:x': 'true' } } },
      [{ ...statement, Action: ['ec2:*'] }],
    ],
  ])('%s', (_, Statement, expected) => {
    expect(cutManagedPolicy({ Version: '2012-10-17', Statement })).toEqual({
      Version: '2012-10-17',
      Statement: expected,
    });
  });
});
