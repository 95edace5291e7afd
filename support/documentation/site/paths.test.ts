import { describe, expect, test } from '@jest/globals';
import {
  accessScenario,
  accessSite,
  denied,
  exampleOf,
  givenPolicy,
  granted,
  requestOf,
} from '../testing/sample-access.ts';
import { drawnPaths, MOST_DRAWN } from './drawn-paths.ts';
import { pathsOf } from './paths.ts';

/** The paths of examples as `the writer role s3:GetObject the exchange bucket: allowed`. */
function pathsIn(examples: Parameters<typeof accessSite>[0]): readonly string[] {
  return pathsOf(accessSite(examples).pattern).map(
    ({ principal, permission, resource, allowed }) =>
      `${principal.phrase} ${permission} ${resource.phrase}: ${allowed ? 'allowed' : 'denied'}`,
  );
}

const readRefused = requestOf([granted('s3:GetObject'), denied('kms:Decrypt')]);
const written = requestOf([granted('s3:PutObject'), granted('kms:GenerateDataKey')]);

describe('the paths of a pattern', () => {
  test('are the permissions of requests, with objects as their bucket', () => {
    expect(pathsIn([exampleOf([written]), exampleOf([readRefused], { line: 20 })])).toEqual([
      'the writer role s3:GetObject the exchange bucket: allowed',
      'the writer role s3:PutObject the exchange bucket: allowed',
      'the writer role kms:Decrypt the shared key: denied',
      'the writer role kms:GenerateDataKey the shared key: allowed',
    ]);
  });

  test('cross accounts if the resource is of another account, or the caller of none', () => {
    const anonymous = requestOf([denied('s3:GetObject', 'resource')], {
      principal: undefined,
      caller: undefined,
    });
    const { pattern } = accessSite([exampleOf([written]), exampleOf([anonymous], { line: 20 })]);
    expect(pathsOf(pattern).map(({ permission, crossAccount }) => [permission, crossAccount])).toEqual([
      ['s3:PutObject', false],
      ['kms:GenerateDataKey', true],
      ['s3:GetObject', true],
    ]);
  });

  test.each(['failed', 'broken', 'unusable', 'skipped', 'not run'] as const)(
    'leave out an example that is %s',
    (verdict) => {
      expect(pathsIn([exampleOf([written], { verdict })])).toEqual([]);
    },
  );

  test('leave out what-ifs', () => {
    const given = [givenPolicy('the key policy of the shared key is "open"')];
    const opened = requestOf([granted('s3:GetObject'), granted('kms:Decrypt')]);
    expect(pathsIn([exampleOf([opened], { given })])).toEqual([]);
  });

  test('of which requests disagree are marked, and not drawn', () => {
    const refused = requestOf([denied('s3:PutObject', 'resource')]);
    const { pattern } = accessSite([exampleOf([written]), exampleOf([refused], { line: 20 })]);
    expect(pathsOf(pattern).map(({ permission, varies }) => [permission, varies])).toEqual([
      ['s3:PutObject', true],
      ['s3:PutObject', true],
      ['kms:GenerateDataKey', false],
    ]);
    expect(drawnPaths(pattern).map(({ permission }) => permission)).toEqual(['kms:GenerateDataKey']);
  });

  test('that were granted only in requests refused as a whole are not drawn', () => {
    const { pattern } = accessSite([exampleOf([readRefused])]);
    expect(drawnPaths(pattern).map(({ permission }) => permission)).toEqual(['kms:Decrypt']);
  });

  test('name services, callers of unknown accounts and keys without a name', () => {
    const service = requestOf(
      [
        granted('sts:AssumeRole', {
          resource: 'arn:aws:iam::222222222222:role/writer',
          resourceName: 'the writer role',
        }),
      ],
      {
        principal: 'transfer.amazonaws.com',
        caller: undefined,
      },
    );
    const stranger = requestOf(
      [
        denied('kms:Decrypt', 'key policy', {
          resource: 'arn:aws:kms:eu-west-1:111111111111:key/5678',
          resourceName: 'arn:aws:kms:eu-west-1:111111111111:key/5678',
        }),
      ],
      {
        principal: 'arn:aws:iam::999999999999:user/stranger',
        caller: 'arn:aws:iam::999999999999:user/stranger',
      },
    );
    expect(pathsIn([exampleOf([service]), exampleOf([stranger], { line: 20 })])).toEqual([
      'arn:aws:iam::999999999999:user/stranger kms:Decrypt another key of the vault account: denied',
      'transfer.amazonaws.com sts:AssumeRole the writer role: allowed',
    ]);
  });

  test('keep keys apart that have the same ARN without ids', () => {
    const scenario = accessScenario();
    const [key] = scenario.resources;
    const resources = key === undefined ? [] : [key, { ...key, name: 'other', phrase: 'the other key' }];
    const other = requestOf([
      granted('kms:Decrypt', {
        resource: 'arn:aws:kms:eu-west-1:111111111111:key/…',
        resourceName: 'the shared key',
      }),
    ]);
    const { pattern } = accessSite([exampleOf([other])], { scenarios: [{ ...scenario, resources }] });
    expect(pathsOf(pattern).map(({ resource }) => resource.phrase)).toEqual(['the shared key']);
  });
});

describe('a drawing', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    exampleOf(
      [
        requestOf([index % 2 === 0 ? granted('s3:GetObject') : denied('s3:GetObject', 'resource')], {
          caller: `reader ${index}`,
        }),
      ],
      {
        line: index + 1,
        name: `Reader ${index}`,
        outcomes: ['E01'],
      },
    ),
  );

  test('has at most twelve paths, grants and denials alike', () => {
    const { pattern } = accessSite(many);
    const drawn = drawnPaths(pattern);
    expect(pathsOf(pattern)).toHaveLength(30);
    expect(drawn).toHaveLength(MOST_DRAWN);
    expect(drawn.filter(({ allowed }) => allowed)).toHaveLength(MOST_DRAWN / 2);
  });

  test('has a path of each outcome before the second of any', () => {
    const other = exampleOf([requestOf([granted('s3:DeleteObject')])], {
      line: 99,
      name: 'Deleting',
      outcomes: ['E02'],
    });
    const outcome = {
      pattern: 'exchange',
      statement: 'It holds.',
      confidence: 'high' as const,
      limit: false,
    };
    const { pattern } = accessSite([...many, other], {
      outcomes: [
        { id: 'E01', ...outcome },
        { id: 'E02', ...outcome },
      ],
    });
    expect(drawnPaths(pattern).map(({ permission }) => permission)).toContain('s3:DeleteObject');
  });

  test('leaves out a path that only a limit proves', () => {
    const outcome = {
      id: 'E01',
      pattern: 'exchange',
      statement: 'It is none.',
      confidence: 'high' as const,
      limit: true,
    };
    const { pattern } = accessSite([exampleOf([written])], { outcomes: [outcome] });
    expect(pathsOf(pattern)).toHaveLength(2);
    expect(drawnPaths(pattern)).toEqual([]);
  });

  test('has paths without a register of outcomes as well', () => {
    const { pattern } = accessSite([exampleOf([written], { outcomes: [] })], { outcomes: [] });
    expect(drawnPaths(pattern)).toHaveLength(2);
  });
});
