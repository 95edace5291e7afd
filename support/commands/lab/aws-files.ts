import { realpathSync } from 'node:fs';
import type { Actors } from '../../scenario/cast/actors.ts';
import { memberMeant } from '../../scenario/cast/member-meant.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import type { LabPrincipal } from './cast-of-lab.ts';

/** The text of AWS's two files, for AWS clients of a lab. */
export interface AwsFiles {
  readonly config: string;
  readonly credentials: string;
}

/** A scenario at a lab, and the file with the lab's certificate authority if it serves TLS. */
interface PlayedLab {
  readonly provisioned: ProvisionedScenario;
  readonly actors: Actors;
  readonly ca?: string | undefined;
}

/**
 * The AWS files of a lab: a profile for each principal. Access keys stand in the credentials file. A role's profile asks
 * the lab for a session, and again when the session has ended.
 * Source: AWS SDKs and Tools reference guide, "Process credential provider".
 */
export async function awsFiles(
  cast: readonly LabPrincipal[],
  { provisioned, actors, ca }: PlayedLab,
): Promise<AwsFiles> {
  const { endpoint } = provisioned;
  const settings = settingsFor(endpoint, provisioned.scenario.document.region, ca);
  const config = [['[default]', ...settings]];
  const credentials: string[][] = [];
  for (const { name, kind } of cast) {
    const profile = [`[profile ${quotedName(name)}]`, ...settings];
    if (kind === 'role') {
      config.push([...profile, `credential_process = ${processFor(name, endpoint, ca)}`]);
      continue;
    }
    config.push(profile);
    const member = memberMeant(name, provisioned);
    const key = member && (await actors.as(member)).key;
    if (key === undefined) continue;
    credentials.push([
      `[${name}]`,
      `aws_access_key_id = ${key.accessKeyId}`,
      `aws_secret_access_key = ${key.secretAccessKey}`,
    ]);
  }
  return { config: sections(config), credentials: sections(credentials) };
}

/** The AWS files of a lab without a scenario: its address, and its certificate authority if it serves TLS. */
export function addressFiles(endpoint: string, ca?: string): AwsFiles {
  return { config: sections([['[default]', ...settingsFor(endpoint, 'us-east-1', ca)]]), credentials: '' };
}

/** The lines of each profile. */
function settingsFor(endpoint: string, region: string, ca: string | undefined): readonly string[] {
  return [
    `region = ${region}`,
    `endpoint_url = ${endpoint}`,
    ...(ca === undefined ? [] : [`ca_bundle = ${ca}`]),
    's3 =',
    '  addressing_style = path',
  ];
}

function sections(all: readonly (readonly string[])[]): string {
  return all.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** A profile's name as AWS's file has it; one with blanks is quoted. */
function quotedName(name: string): string {
  return /\s/.test(name) ? `"${name}"` : name;
}

/** The command line that prints the credentials of a principal. */
function processFor(principal: string, endpoint: string, ca: string | undefined): string {
  const script = process.argv[1];
  const keyhole = script === undefined ? [] : [realpathSync(script)];
  const words = [process.execPath, ...keyhole, 'credentials', principal].map(quotedWord);
  return [...words, '--endpoint', endpoint, ...(ca === undefined ? [] : ['--ca', quotedWord(ca)])].join(' ');
}

/** A word for the shell, and for the readers of command lines in SDKs. */
function quotedWord(word: string): string {
  if (/^[\w./:@-]+$/.test(word)) return word;
  return process.platform === 'win32' ? `"${word}"` : `"${word.replace(/[\\"$`]/g, '\\$&')}"`;
}
