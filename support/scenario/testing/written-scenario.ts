import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { loadScenario } from '../document/load-scenario.ts';
import type { Scenario } from '../document/scenario.ts';
import { SpecError } from '../spec-error.ts';

/** For tests: statements as a policy document. */
export function policyOf(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
}

/** For tests: a key policy that gives the account `data` all permissions. */
export const keyPolicy = policyOf({
  Effect: 'Allow',
  Principal: { AWS: '{{accounts.data.root}}' },
  Action: 'kms:*',
  Resource: '*',
});

/** For tests: a trust policy for AWS Lambda. */
export const trustsLambda = policyOf({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** For tests: an identity-based policy that allows actions on everything. */
export function allowing(...Action: readonly string[]): string {
  return policyOf({ Effect: 'Allow', Action, Resource: '*' });
}

/** For tests: the beginning of a scenario.yaml with two accounts. */
export const twoAccounts = `title: Own
region: eu-west-1
accounts: { data: '111111111111', partner: '222222222222' }
`;

/** For tests: a folder of scenarios that lasts for one test. It has one scenario, `own`. */
export class WrittenScenario {
  root = '';

  constructor() {
    beforeEach(() => {
      this.root = mkdtempSync(join(tmpdir(), 'scenarios-'));
    });
    afterEach(() => rmSync(this.root, { recursive: true }));
  }

  /** Writes files, by their path in the folder of scenarios: `own/scenario.yaml`. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  load(): Scenario {
    return loadScenario(this.root, 'own');
  }

  /** The code and message of the error of loading it. Throws TypeError if it loads. */
  fault(): string {
    try {
      this.load();
    } catch (error) {
      if (error instanceof SpecError) return `${error.code}: ${error.message}`;
      throw error;
    }
    throw new TypeError('the scenario was loaded');
  }
}
