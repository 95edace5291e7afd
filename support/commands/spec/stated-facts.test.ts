import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mfaScenario } from '../../scenario/testing/mfa-scenario.ts';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { keyhole } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();

const FEATURE = `Feature: Sessions
  Background:
    Given the own scenario
  Example: with MFA, as the scenario states
    When the safe role lists the ledger bucket
    Then access is granted
  Example: without MFA
    Given callers signed in without MFA
    When the safe role lists the ledger bucket
    Then access is granted
  Example: with MFA again
    When the safe role lists the ledger bucket
    Then access is granted
`;

test('An example that states other facts has no session that was started before', async () => {
  written.write({ ...mfaScenario, 'features/sessions.feature': FEATURE });
  const folders = ['--scenarios', written.root, '--features', join(written.root, 'features')];
  const decisions = join(written.root, 'decisions.jsonl');
  const { exitCode, stdout } = await keyhole('spec', ...folders, '--decisions', decisions);
  expect(stdout).toMatch(/✓ with MFA, as the scenario states\n/);
  expect(stdout).toMatch(/✗ without MFA\n +broken/);
  expect(stdout).toContain('could not get a session of the role safe: AccessDenied');
  expect(stdout).toMatch(/✓ with MFA again\n/);
  expect(exitCode).toBe(1);
});
