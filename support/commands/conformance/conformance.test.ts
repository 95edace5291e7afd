import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import type { ExampleResult } from '../spec/example-result.ts';
import { conformanceAlone } from './conformance-alone.ts';
import { conformanceOfRun } from './conformance-of-run.ts';
import { held, readConformance, recordedBackends } from './conformance-record.ts';
import { disagreements, keepConformance } from './keep-conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

const date = new Date('2026-11-21T23:59:00Z');

function example(id: string, more: Partial<ExampleResult> = {}): ExampleResult {
  return {
    name: `example of ${id}`,
    uri: 'features/a/b.feature',
    line: 3,
    firstLine: 3,
    outcomes: [id],
    status: 'passed',
    seconds: 0.1,
    reasons: [],
    decisions: [],
    ...more,
  };
}

describe('what is recorded of a run', () => {
  test('is each outcome once, in order, with the reasons of its denials', () => {
    const denied = { reasons: ['no identity policy allows s3:GetObject'] };
    const run = conformanceOfRun([example('W03', denied), example('A01'), example('W03', denied)], {
      date,
    });
    expect(run.recorded).toBe('2026-11-21');
    expect(Object.entries(run.outcomes)).toEqual([
      ['A01', { result: 'pass', examples: 1 }],
      ['W03', { result: 'pass', examples: 2, ...denied }],
    ]);
  });

  test('names the versions it was made with', () => {
    const { versions } = conformanceOfRun([example('A01')], { date, image: 'localstack/localstack:4.14.0' });
    expect(versions).toEqual({
      keyhole: expect.stringMatching(/^\d+\.\d+\.\d+/),
      node: process.versions.node,
      image: 'localstack/localstack:4.14.0',
    });
  });

  test.each([
    ['pass', ['passed', 'passed']],
    ['fail', ['passed', 'failed']],
    ['fail', ['skipped', 'broken']],
    ['skipped', ['passed', 'skipped']],
  ] as const)('is %s if its examples have %j', (result, statuses) => {
    const examples = statuses.map((status) => example('W01', { status }));
    expect(conformanceOfRun(examples, { date }).outcomes.W01?.result).toBe(result);
  });

  test('leaves out ids that are random in each run', () => {
    const reasons = [`the grant ${'0123456789abcdef'.repeat(4)} comes near`];
    const run = conformanceOfRun([example('C12', { reasons })], { date });
    expect(run.outcomes.C12?.reasons).toEqual(['the grant … comes near']);
  });
});

test('what is recorded of a store alone is each outcome that was compared, with its differences once', () => {
  const allows = { by: 'allows', aws: 'denies', action: 'kms:Decrypt', alone: 'allows it' } as const;
  const misleads = { verdict: 'misleads', differences: [allows, allows] } as const;
  const compared = [
    { id: 'W03', verdict: 'misleads', comparisons: [misleads, { verdict: 'agrees' }] },
    { id: 'W04', verdict: 'agrees', comparisons: [{ verdict: 'agrees' }] },
    { id: 'W05', verdict: 'not compared', comparisons: [] },
  ] as const;
  expect(conformanceAlone(compared, date)).toEqual({
    recorded: '2026-11-21',
    outcomes: { W03: { agrees: false, how: ['allows kms:Decrypt'] }, W04: { agrees: true } },
  });
});

describe('the file', () => {
  test('keeps one run a backend, and what another backend left', () => {
    const file = join(folder, 'kept.json');
    const first = conformanceOfRun([example('W01')], { date });
    const second = conformanceOfRun([example('W01', { status: 'failed' })], { date });
    keepConformance('localstack', first, file);
    keepConformance('embedded', first, file);
    keepConformance('embedded', second, file);
    expect(readConformance(file)).toEqual({ embedded: second, localstack: first });
  });

  test('that is not JSON is refused', () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{');
    expect(() => readConformance(file)).toThrow(/broken\.json is not JSON/);
  });

  test('that was tampered with is refused, with its place', () => {
    const file = join(folder, 'tampered.json');
    keepConformance('embedded', conformanceOfRun([example('W01')], { date }), file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"result": "pass"', '"result": "perhaps"'));
    expect(() => readConformance(file)).toThrow(
      /tampered\.json: embedded\.outcomes\.W01\.result: .*\n.*run keyhole spec --record/,
    );
  });
});

describe('a run that comes out otherwise than recorded', () => {
  const recorded = conformanceOfRun([example('W01'), example('W02')], { date });

  test('is told outcome by outcome', () => {
    const run = conformanceOfRun([example('W01', { status: 'failed' }), example('W03')], { date });
    expect(disagreements(recorded, run)).toEqual([
      'W01: the record says pass, this run fail',
      'W02: the record says pass, this run nothing',
      'W03: the record says nothing, this run pass',
    ]);
  });

  test('agrees with itself, and with a record that does not exist', () => {
    expect(disagreements(recorded, recorded)).toEqual([]);
    expect(disagreements(undefined, recorded)).toEqual([]);
  });

  test('counts what holds, by pattern too', () => {
    expect([held(recorded), held(recorded, 'W'), held(recorded, 'A')]).toEqual([2, 2, 0]);
  });
});

describe('the record of the project', () => {
  test.each(recordedBackends)('has every outcome of the register, on %s', (backend) => {
    const outcomes = Object.keys(readConformance()[backend]?.outcomes ?? {});
    expect(outcomes.toSorted()).toEqual([...outcomeRegister().keys()].toSorted());
  });

  test('has no outcome that fails', () => {
    const failing = Object.entries(readConformance()).flatMap(([backend, run]) =>
      Object.entries(run.outcomes).flatMap(([id, { result }]) =>
        result === 'fail' ? [`${id} on ${backend}`] : [],
      ),
    );
    expect(failing).toEqual([]);
  });
});
