import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tokensOfRoles } from '../../scenario/cast/tokens-of-roles.ts';
import { scenarioFile } from '../../scenario/document/scenario-file.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** Files with tokens. Disposing it removes them, since no other lab takes them. */
export interface WrittenTokens extends Disposable {
  /** A line for each role, and one that says how the AWS CLI uses its token. */
  readonly lines: readonly string[];
}

/**
 * Writes a token for each role of a scenario that is assumed with one to a file of the role's name. Throws SpecError if
 * the scenario has no such role, or if a file cannot be written.
 */
export function writeTokens(provisioned: ProvisionedScenario, folder: string): WrittenTokens {
  const tokens = tokensOfRoles(provisioned.scenario.document);
  const [first] = tokens;
  if (first === undefined) {
    const message = `${scenarioFile(provisioned.scenario)}: no role is assumedBy a token, so that --tokens has none to write`;
    throw new SpecError('unknown-name', message);
  }
  const fileOf = (role: string) => join(resolve(folder), `${role.replaceAll(' ', '-')}.jwt`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { role, token } of tokens) writeFileSync(fileOf(role), token, { mode: 0o600 });
  } catch (cause) {
    throw new SpecError('unreadable-file', `--tokens ${folder}: no files can be written there`, { cause });
  }
  return {
    lines: [
      ...tokens.map(({ role }) => `  ${'token'.padEnd(9)}${role.padEnd(22)} ${fileOf(role)}`),
      `  to act with a token: ${variables(provisioned, first.role, fileOf(first.role))} aws …`,
    ],
    [Symbol.dispose]() {
      for (const { role } of tokens) rmSync(fileOf(role), { force: true });
    },
  };
}

/** The environment variables by which the AWS CLI and the SDKs assume a role with a token. */
function variables(provisioned: ProvisionedScenario, role: string, file: string): string {
  return [
    `AWS_ROLE_ARN=${provisioned.value(`roles.${role}.arn`)}`,
    `AWS_WEB_IDENTITY_TOKEN_FILE=${file}`,
    `AWS_ENDPOINT_URL=${provisioned.endpoint}`,
    `AWS_DEFAULT_REGION=${provisioned.scenario.document.region}`,
  ].join(' ');
}
