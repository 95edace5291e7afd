import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyhole } from '../../commands/testing/run-keyhole.ts';
import { projectRoot } from '../../node/own-file.ts';

const MARKER = 'value-that-no-page-may-show-4711';
const folder = mkdtempSync(join(tmpdir(), 'keyhole-secrets-'));

beforeAll(async () => {
  const scenarios = join(folder, 'scenarios');
  cpSync(join(projectRoot, 'examples/deploy-role/scenarios'), scenarios, { recursive: true });
  const file = join(scenarios, 'deploy-role/scenario.yaml');
  const written = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    written.replace(/^( +)secretName: .*$/m, (line, indent) => `${line}\n${indent}value: ${MARKER}`),
  );
  const run = join(folder, 'run.json');
  const features = 'examples/deploy-role/features';
  const spec = await keyhole(
    'spec',
    '--quiet',
    '--run',
    run,
    '--features',
    features,
    '--scenarios',
    scenarios,
  );
  expect(spec).toMatchObject({ exitCode: 0 });
  expect(await keyhole('docs', run, '--out', join(folder, 'site'))).toMatchObject({ exitCode: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('no page, index or record holds the value of a secret or a credential', () => {
  expect(readFileSync(join(folder, 'scenarios/deploy-role/scenario.yaml'), 'utf8')).toContain(MARKER);
  const site = join(folder, 'site');
  const files = globSync('**/*', { cwd: site }).filter((file) => statSync(join(site, file)).isFile());
  const texts = new Map(files.map((file) => [file, readFileSync(join(site, file), 'utf8')]));
  expect(texts.get('run.json')).toContain('secretsmanager:GetSecretValue');
  const holding = [...texts].filter(
    ([, text]) => text.includes(MARKER) || /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|X-Amz-Security-Token=/.test(text),
  );
  expect(holding.map(([file]) => file)).toEqual([]);
});
