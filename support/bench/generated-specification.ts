import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../node/own-file.ts';

const EXAMPLES_PER_FEATURE = 20;
const FEATURES_PER_SCENARIO = 10;

/** The requests of examples, in turn: two that are granted and two that are denied. */
const KINDS = [
  (object: string) => [
    `The analyst reads ${object}`,
    `When the analyst role reads "${object}"`,
    'Then access is granted',
  ],
  (object: string) => [
    `The intern cannot read ${object}`,
    `When the intern role reads "${object}"`,
    'Then access is denied: no bucket policy allows s3:GetObject',
  ],
  (object: string) => [
    `The writer replaces ${object}`,
    `When the writer role uploads "${object}"`,
    'Then access is granted',
  ],
  (object: string) => [
    `The intern cannot list the reports beside ${object}`,
    'When the intern role lists the reports bucket',
    'Then access is denied: no bucket policy allows s3:ListBucket',
  ],
] as const;

/**
 * Writes a specification of so many examples to a folder. Each department of a company has a scenario, which is that of
 * `keyhole init` with another bucket. All examples send requests.
 */
export function writeSpecification(folder: string, examples: number): void {
  const features = Math.ceil(examples / EXAMPLES_PER_FEATURE);
  for (let department = 1; department <= Math.ceil(features / FEATURES_PER_SCENARIO); department += 1)
    writeScenario(folder, department);
  for (let number = 0; number < features; number += 1) {
    const department = Math.floor(number / FEATURES_PER_SCENARIO) + 1;
    const first = number * EXAMPLES_PER_FEATURE;
    const count = Math.min(EXAMPLES_PER_FEATURE, examples - first);
    const own = join(folder, 'features', `department-${department}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `reports-${number}.feature`), featureOf(department, { number, first, count }));
  }
}

function writeScenario(folder: string, department: number): void {
  const own = join(folder, 'scenarios', `department-${department}`);
  cpSync(join(projectRoot, 'template/scenarios/shared-reports'), own, { recursive: true });
  const file = join(own, 'scenario.yaml');
  const text = readFileSync(file, 'utf8')
    .replace('bucketName: shared-reports', `bucketName: reports-of-department-${department}`)
    .replace('title: Shared reports', `title: The reports of department ${department}`);
  writeFileSync(file, text);
}

function featureOf(
  department: number,
  { number, first, count }: { readonly number: number; readonly first: number; readonly count: number },
): string {
  const object = `report-${number}.csv`;
  const examples = Array.from({ length: count }, (_, index) => {
    const [name, ...steps] = KINDS[index % KINDS.length]?.(object) ?? [];
    return [`    Example: ${name}, number ${first + index}`, ...steps.map((step) => `      ${step}`), ''];
  });
  return [
    `Feature: Who uses ${object} of department ${department}?`,
    '  Background:',
    `    Given the department-${department} scenario`,
    `    And the writer role has uploaded "${object}"`,
    '',
    '  Rule: Another account reads if all policies allow it',
    '',
    ...examples.flat(),
  ].join('\n');
}
