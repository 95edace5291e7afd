import { describe, expect, test } from '@jest/globals';
import { accessSite, denied, exampleOf, givenPolicy, granted, requestOf } from '../testing/sample-access.ts';
import { matricesOf } from './matrix.ts';
import { statedMatricesOf } from './stated-matrices.ts';
import { variantsOf } from './variants.ts';

/** The matrices as lines: `the exchange bucket: the writer role read yes`. */
function cellsIn(examples: Parameters<typeof accessSite>[0]): readonly string[] {
  return matricesOf(accessSite(examples).pattern).flatMap(({ resource, groups }) =>
    groups.flatMap(({ rows }) =>
      rows.flatMap(({ principal, cells }) =>
        [...cells].map(
          ([use, answers]) =>
            `${resource.phrase}: ${principal.phrase} ${use} ${answers.map(({ words, broken }) => (broken ? `broken ${words}` : words)).join(' or ')}`,
        ),
      ),
    ),
  );
}

const read = requestOf([granted('s3:GetObject'), granted('kms:Decrypt')]);
const readRefused = requestOf([granted('s3:GetObject'), denied('kms:Decrypt', 'identity')]);

describe('a cell', () => {
  test.each([
    ['reads', [granted('s3:GetObject')], {}, 'read yes'],
    ['looks at metadata', [granted('s3:GetObject')], { operation: 'HeadObject' }, 'look up yes'],
    ['copies', [granted('s3:GetObject'), granted('s3:PutObject')], {}, 'copy yes'],
    ['is refused by the bucket policy', [denied('s3:ListBucket', 'resource')], {}, 'list bucket policy'],
    ['is refused by an unknown layer', [denied('s3:DeleteObject', 'moon')], {}, 'delete moon'],
    ['cannot be decided', [granted('s3:GetObject')], { undecidable: 'a document' }, 'read not decided'],
  ])('of a request that %s', (_, decisions, more, cell) => {
    expect(cellsIn([exampleOf([requestOf(decisions, more)])])).toEqual([
      `the exchange bucket: the writer role ${cell}`,
    ]);
  });

  test('of a Deny says so, and names the key that a service was refused', () => {
    const denies = denied('kms:Decrypt', 'identity');
    const explicit = { ...denies, denial: denies.denial && { ...denies.denial, explicit: true } };
    expect(cellsIn([exampleOf([requestOf([granted('s3:GetObject'), explicit])])])).toEqual([
      'the exchange bucket: the writer role read identity policy for the key denies',
      'the shared key: the writer role decrypt identity policy denies',
    ]);
  });

  test('through an access point is one of the access point, beside the direct one', () => {
    const resource = 'arn:aws:s3:eu-west-1:111111111111:accesspoint/mine/object/k';
    const resourceName = '"k" through the mine access point';
    const atPoint = { ...granted('s3:GetObject'), resource, resourceName };
    const examples = [
      exampleOf([requestOf([atPoint, granted('s3:GetObject')])]),
      exampleOf([requestOf([denied('s3:GetObject', 'resource')])], { line: 20 }),
    ];
    expect(cellsIn(examples)).toEqual([
      'the exchange bucket: the writer role read bucket policy',
      'the mine access point: the writer role read yes',
    ]);
  });

  test('that copies from an access point to a bucket is one of the bucket', () => {
    const resource = 'arn:aws:s3:eu-west-1:111111111111:accesspoint/mine/object/k';
    const atPoint = {
      ...granted('s3:GetObject'),
      resource,
      resourceName: '"k" through the mine access point',
    };
    const copying = requestOf([atPoint, granted('s3:GetObject'), granted('s3:PutObject')]);
    expect(cellsIn([exampleOf([copying])])).toEqual(['the exchange bucket: the writer role copy yes']);
  });

  test('has each answer once', () => {
    const examples = [
      exampleOf([read]),
      exampleOf([readRefused], { line: 20 }),
      exampleOf([read], { line: 30 }),
    ];
    expect(cellsIn(examples)[0]).toBe(
      'the exchange bucket: the writer role read yes or identity policy for the key',
    );
  });

  test('of a broken example says so', () => {
    expect(cellsIn([exampleOf([read], { verdict: 'failed' })])[0]).toBe(
      'the exchange bucket: the writer role read broken yes',
    );
  });

  test.each(['skipped', 'not run', 'unusable'] as const)(
    'of an example that is %s is not there',
    (verdict) => {
      expect(cellsIn([exampleOf([read], { verdict })])).toEqual([]);
    },
  );

  test('of a what-if is not there', () => {
    expect(cellsIn([exampleOf([read], { given: [givenPolicy('the key policy is "open"')] })])).toEqual([]);
  });
});

test('the owner of a resource comes first, and principals that did not try are named', () => {
  const vault = requestOf([denied('s3:GetObject', 'resource')], {
    principal: 'arn:aws:iam::111111111111:root',
    caller: 'the root user of the vault account',
  });
  const anonymous = requestOf([denied('kms:Decrypt')], { principal: undefined, caller: undefined });
  const { pattern } = accessSite([exampleOf([vault, read]), exampleOf([anonymous], { line: 20 })]);
  const [bucket, key] = matricesOf(pattern);
  expect(bucket?.groups.map(({ account }) => account?.phrase)).toEqual([
    'the intake account',
    'the vault account',
  ]);
  expect(bucket?.untried.map(({ phrase }) => phrase)).toEqual(['anonymous']);
  expect(key?.untried.map(({ phrase }) => phrase)).toEqual(['the root user of the vault account']);
});

describe('the variants of a pattern', () => {
  const given = [givenPolicy('the key policy of the shared key is "open"')];

  test('list the answers that change', () => {
    const { pattern } = accessSite([exampleOf([readRefused]), exampleOf([read], { given, line: 20 })]);
    expect(variantsOf(pattern)).toMatchObject([
      {
        steps: ['the key policy of the shared key is "open"'],
        compared: 1,
        changes: [
          { use: 'read', before: [{ words: 'identity policy for the key' }], after: { words: 'yes' } },
        ],
      },
    ]);
  });

  test.each([
    ['changes nothing', [exampleOf([read]), exampleOf([read], { given, line: 20 })]],
    ['was not tried as it stands', [exampleOf([read], { given })]],
  ])('leave out one that %s', (_, examples) => {
    expect(variantsOf(accessSite(examples).pattern)).toEqual([]);
  });

  test('compare requests with the same key', () => {
    const key = { resource: 'arn:aws:kms:eu-west-1:111111111111:key/5678', resourceName: 'the other key' };
    const other = requestOf([granted('s3:GetObject'), granted('kms:Decrypt', key)]);
    const examples = [
      exampleOf([readRefused]),
      exampleOf([other], { line: 20 }),
      exampleOf([read], { given, line: 30 }),
    ];
    expect(variantsOf(accessSite(examples).pattern)).toMatchObject([
      { changes: [{ before: [{ mark: 'denied' }] }] },
    ]);
  });
});

describe('a matrix that a feature states', () => {
  const table = [
    ['who', 'read', 'delete', 'something'],
    ['the writer role', 'yes', 'bucket policy', 'yes'],
  ];
  const requests = [
    { ...requestOf([denied('s3:DeleteObject', 'resource')], { operation: 'DeleteObject' }), step: 1 },
    { ...read, operation: 'GetObject', step: 1 },
  ];
  const stating = (rows: readonly (readonly string[])[]) => {
    const example = exampleOf([]);
    const [scenario, step] = example.steps;
    const steps =
      scenario === undefined || step === undefined
        ? []
        : [scenario, { ...step, keyword: 'Then', table: rows }];
    return statedMatricesOf(accessSite([{ ...example, steps, requests }]).pattern);
  };

  test('has each cell with its request, in whatever order they were made', () => {
    expect(stating(table)[0]?.rows).toMatchObject([
      {
        who: 'the writer role',
        cells: [{ answer: { words: 'yes' } }, { answer: { words: 'bucket policy' } }, { words: 'yes' }],
      },
    ]);
  });

  test('has no answer in a column that no request belongs to', () => {
    expect(stating(table)[0]?.rows[0]?.cells[2]?.answer).toBeUndefined();
  });

  test.each([
    ['of another table', [['name'], ['x']]],
    ['without rows', [['who', 'read']]],
  ])('is not made %s', (_, rows) => {
    expect(stating(rows)).toEqual([]);
  });
});
