import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dryRun } from './dry-run.ts';
import { type Specification, specificationOf } from './specification.ts';

const FEATURE = `@W01
Feature: Who reads?
  Somebody cares.

  Background:
    Given the write-only-bucket scenario

  @W02
  Rule: Some do

    Scenario Outline: <reader> reads
      When <reader> reads "x"
      Then access is granted

      Examples:
        | reader             |
        | the transfer role  |
        | the processing role |

    Example: Nobody dances
      When the transfer role dances
      Then access is granted
`;

let folder: string;
let specification: Specification;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'specification-'));
  const file = join(folder, 'one.feature');
  writeFileSync(file, FEATURE);
  specification = specificationOf(dryRun(file));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('each row of an outline is an example, with the place of the row and the tags around it', () => {
  const { features, examples } = specification;
  expect(features.map(({ description }) => description.trim())).toEqual(['Somebody cares.']);
  expect(examples.map(({ name, place, tags }) => [name, /:\d+$/.exec(place)?.[0], ...tags])).toEqual([
    ['the transfer role reads', ':17', '@W01', '@W02'],
    ['the processing role reads', ':18', '@W01', '@W02'],
    ['Nobody dances', ':20', '@W01', '@W02'],
  ]);
});

test('a step has its place, its kind, its words and the shapes that match it', () => {
  const { examples, shapes } = specification;
  const [given, when, then] = examples[1]?.steps ?? [];
  expect([given, when, then].map((step) => `${step?.kind} ${/:\d+$/.exec(step?.place ?? '')?.[0]}`)).toEqual([
    'G :6',
    'W :12',
    'T :13',
  ]);
  expect(when?.words).toEqual([
    { type: 'principal', text: 'the processing role' },
    { type: 'object', text: '"x"' },
  ]);
  const [shape, ...others] = shapes.filter(({ id }) => when?.shapeIds.includes(id));
  expect(others).toEqual([]);
  expect(shape).toMatchObject({ source: '{principal} reads {object}', isExpression: true });
  expect(shape?.place).toMatch(/^steps\/objects\.ts:\d+$/);
});

test('a step that no shape matches has none', () => {
  expect(specification.examples[2]?.steps[1]).toMatchObject({
    text: 'the transfer role dances',
    shapeIds: [],
  });
});
