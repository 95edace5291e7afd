import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { describe, expect, test } from '@jest/globals';
import { outcomeRegister, outcomesTagged } from '../support/scenario/outcome-register.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Outcomes that have no scenario yet. May only shrink. */
const WITHOUT_A_SCENARIO = /^(A1[1-4]|[MX]\d\d|C(?!1[26-9]|20)\d\d)$/;

/** Everything cucumber knows of the features without running them. */
const envelopes = dryRun();
const pickles = envelopes.flatMap(({ pickle }) => pickle ?? []);
const documents = envelopes.flatMap(({ gherkinDocument }) => gherkinDocument ?? []);
const definitions = envelopes.flatMap(({ stepDefinition }) => stepDefinition ?? []);
const steps = envelopes
  .flatMap(({ testCase }) => testCase?.testSteps ?? [])
  .filter((step) => step.pickleStepId !== undefined);

function dryRun(): readonly Envelope[] {
  const cucumber = join(PROJECT, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
  const options = ['--dry-run', '--format', 'message', '--import', 'steps/**/*.ts', 'features/**/*.feature'];
  const lines = execFileSync(process.execPath, [cucumber, ...options], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return lines.split('\n').flatMap((line): Envelope[] => (line.startsWith('{') ? [JSON.parse(line)] : []));
}

function repeated(entries: readonly (readonly [key: string, place: string])[]): readonly string[] {
  return [...Map.groupBy(entries, ([key]) => key)]
    .filter(([, same]) => same.length > 1)
    .map(([key, same]) => `${key}\n    in ${same.map(([, place]) => place).join(' and ')}`);
}

describe('the outcomes that features prove', () => {
  test('every id tag names an outcome of the register', () => {
    for (const { tags } of pickles) outcomesTagged(tags.map(({ name }) => name));
  });

  test('every scenario proves an outcome', () => {
    const untagged = pickles.filter(({ tags }) => outcomesTagged(tags.map(({ name }) => name)).length === 0);
    expect(untagged.map(({ uri, name }) => `${uri}: ${name}`)).toEqual([]);
  });

  test('every outcome has a scenario, in the folder of its pattern, except those known to be missing', () => {
    const proven = new Set(
      pickles.flatMap(({ uri, tags }) =>
        outcomesTagged(tags.map(({ name }) => name)).map(({ id, pattern }) =>
          uri.startsWith(`features/${pattern}/`) ? id : `${id} in ${uri}`,
        ),
      ),
    );
    const expected = [...outcomeRegister().keys()].filter((id) => !WITHOUT_A_SCENARIO.test(id));
    expect([...proven].toSorted()).toEqual(expected.toSorted());
  });
});

describe('the features', () => {
  test('no two scenarios have the same name', () => {
    expect(repeated(pickles.map(({ name, uri }) => [name, uri]))).toEqual([]);
  });

  test('no two scenarios are the same, Background included', () => {
    const bodies = pickles.map((pickle): [string, string] => [
      pickle.steps.map(({ text }) => text).join('\n'),
      `${pickle.uri} (${pickle.name})`,
    ]);
    expect(repeated(bodies)).toEqual([]);
  });

  test('every scenario makes at most one request between what is given and what is compared', () => {
    const disordered = pickles.filter(({ steps: body }) => {
      const types = body.map(
        ({ type }) => ({ Context: 'G', Action: 'W', Outcome: 'T', Unknown: '?' })[type ?? 'Unknown'],
      );
      return !/^G+W?T+$/.test(types.join(''));
    });
    expect(disordered.map(({ uri, name }) => `${uri}: ${name}`)).toEqual([]);
  });

  test.each(documents.map(({ uri = '', feature }) => [uri, feature?.description ?? '']))(
    '%s has a description and at most 80 lines',
    (uri, description) => {
      expect(description.trim()).not.toBe('');
      expect(readFileSync(join(PROJECT, uri), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
    },
  );

  test('no step says ARNs, account ids, JSON or HTTP', () => {
    const technical = pickles.flatMap(({ uri, steps: body }) =>
      body
        .filter(({ text }) => /arn:aws|\d{12}|[{}]|\b(?:GET|PUT|HEAD|POST)\b|\b[45]\d\d\b/.test(text))
        .map(({ text }) => `${uri}: ${text}`),
    );
    expect(technical).toEqual([]);
  });
});

describe('the vocabulary', () => {
  test('every step of a feature has one definition', () => {
    const unclear = steps.filter(({ stepDefinitionIds }) => stepDefinitionIds?.length !== 1);
    const texts = new Map(pickles.flatMap((pickle) => pickle.steps.map(({ id, text }) => [id, text])));
    expect(unclear.map(({ pickleStepId = '' }) => texts.get(pickleStepId))).toEqual([]);
  });

  test('every definition is used', () => {
    const used = new Set(steps.flatMap(({ stepDefinitionIds }) => stepDefinitionIds ?? []));
    const unused = definitions.filter(({ id }) => !used.has(id));
    expect(unused.map(({ pattern }) => pattern.source)).toEqual([]);
  });
});
