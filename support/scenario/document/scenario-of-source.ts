import { basename, dirname, extname, relative, resolve } from 'node:path';
import { parseArn } from '../../aws/arn.ts';
import { isService } from '../../aws/services.ts';
import { regionOfParameters } from '../../import/import-source.ts';
import { readText } from '../read-text.ts';
import { SpecError } from '../spec-error.ts';
import { regionName } from './document-names.ts';
import { scenarioOf } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';
import { DECLARE_OUTSIDE } from './unknown-names.ts';

/** The account and the Region of a source that tells none. */
const UNNAMED = { account: '111111111111', region: 'eu-west-1' } as const;

/** The things that a template, a plan or a state may not tell itself. */
export interface SourceGiven {
  /** Files with the values of a template's parameters. */
  readonly parameters?: readonly string[] | undefined;
  /** The name and the id of its account. */
  readonly account?: { readonly name: string; readonly id: string } | undefined;
}

/**
 * A scenario of one account that a template, a plan or a state describes. The account is called `main`, and its id is the one that the ARNs
 * of a plan or a state have, unless both are given. Its Region is the one that a plan writes for its provider, or else that of the ARNs. The
 * files of `parameters` have the values of a template's parameters, and may have its Region as AWS::Region. Throws SpecError for a file that
 * is neither, and for one of several accounts or Regions. So it does for one of another account than the one that is given.
 */
export function scenarioOfSource(path: string, given: SourceGiven = {}): Scenario {
  const { parameters = [], account } = given;
  const file = basename(path);
  const text = readText(shownPath(path));
  const terraform = terraformIn(text);
  if (terraform !== undefined) refuseParameters(shownPath(path), parameters);
  const own =
    terraform === undefined ? placeOfTemplate(given) : placeOf(terraform, shownPath(path), account?.id);
  const name = account?.name ?? 'main';
  const values = parameters.map((one) => relative(dirname(path), resolve(one)).replaceAll('\\', '/'));
  const document = {
    title: file,
    region: own.region,
    accounts: { [name]: own.account },
    from:
      terraform === undefined
        ? { cloudformation: file, account: name, ...(values.length > 0 && { parameters: values }) }
        : { terraform: file },
  };
  const scenario = scenarioOf({
    name: basename(file, extname(file)),
    folder: dirname(path),
    file: shownPath(path),
    text: JSON.stringify(document),
    own: [],
  });
  return {
    ...scenario,
    file: shownPath(path),
    warnings: warningsOf({ ...scenario, file: shownPath(path) }, own),
  };
}

/** The account and the Region of a source. The account is assumed if the source does not tell it. */
interface Place {
  readonly account: string;
  readonly region: string;
  readonly isAssumed: boolean;
}

/** The warnings about a source, which has no scenario.yaml. If it names other accounts, one of them may be its own. */
function warningsOf({ warnings, file }: Scenario, { account, isAssumed }: Place): readonly string[] {
  const remedy = `; ${DECLARE_OUTSIDE}`;
  if (!warnings.some((warning) => warning.endsWith(remedy))) return warnings;
  const own = warnings.map((warning) => warning.replace(remedy, ''));
  if (!isAssumed) return own;
  const assumed = `${file}: it does not tell its own account, and ${account} is assumed; --account NAME=ID says another`;
  return [assumed, ...own];
}

/** The account and the Region of a template. Its parameters may tell the Region, as the pseudo parameter AWS::Region. */
function placeOfTemplate({ parameters = [], account }: SourceGiven): Place {
  const region = regionOfParameters(parameters, shownPath) ?? UNNAMED.region;
  if (!regionName.test(region))
    throw new SpecError('unknown-name', `AWS::Region ${region} is not a region name, such as eu-west-1`);
  return { account: account?.id ?? UNNAMED.account, region, isAssumed: account === undefined };
}

/** Throws SpecError for what is given about a template, a plan or a state beside what is none. */
export function refuseGiven(words: string, { parameters = [], account }: SourceGiven): void {
  refuseParameters(words, parameters);
  if (account === undefined) return;
  const remedy = 'the member "accounts" of a scenario names them there';
  throw new SpecError(
    'unknown-scenario',
    `--account is for a template, a plan or a state, and ${words} is none; ${remedy}`,
  );
}

/** Throws SpecError for values of parameters beside what has none. */
function refuseParameters(words: string, parameters: readonly string[]): void {
  if (parameters.length === 0) return;
  const remedy = 'the member "from" of a scenario names them there';
  throw new SpecError('unknown-scenario', `--parameters is for a template, and ${words} is none; ${remedy}`);
}

/** The output of `terraform show -json`; undefined for another text. */
function terraformIn(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'format_version' in json ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The account and the Region of a plan or a state, of which the account may be given. */
function placeOf(terraform: object, file: string, given: string | undefined): Place {
  const arns = arnsIn(terraform).flatMap((arn) => parseArn(arn) ?? []);
  const accounts = distinct(arns.map((arn) => arn.account).filter((id) => /^\d{12}$/.test(id)));
  // Other services may be elsewhere: a certificate for CloudFront always is.
  const served = arns.filter(({ service }) => isService(service)).map((arn) => arn.region);
  const regions = distinct([writtenRegion(terraform) ?? served].flat().filter((name) => name !== ''));
  if (accounts.length > 1)
    throw severalOf('accounts', accounts, { file, says: '"from" says which provider is of which' });
  if (regions.length > 1)
    throw severalOf('Regions', regions, { file, says: '"region" says which is its own' });
  const [account = given ?? UNNAMED.account] = accounts;
  if (given !== undefined && account !== given)
    throw new SpecError(
      'unknown-name',
      `${file} has resources of the account ${account}, and --account says ${given}`,
    );
  const [region = UNNAMED.region] = regions;
  return { account, region, isAssumed: accounts.length === 0 && given === undefined };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** The Region that a plan's configuration writes for its provider; undefined if it tells none, or tells it by a variable. */
function writtenRegion(terraform: object): string | undefined {
  const { provider_config: providers } = Object(Object(terraform).configuration);
  const { constant_value: region } = Object(Object(Object(Object(providers).aws).expressions).region);
  return typeof region === 'string' ? region : undefined;
}

function severalOf(
  what: string,
  found: readonly string[],
  { file, says }: { readonly file: string; readonly says: string },
): SpecError {
  return new SpecError(
    'unknown-name',
    `${file} has resources of several ${what}, ${found.join(' and ')}: write a scenario.yaml whose member ${says}`,
  );
}

/**
 * The values of every attribute `arn`. Data sources are left out, since they may describe what other accounts have. So are replicas of
 * keys, which are in other Regions.
 */
function arnsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('mode' in value && value.mode === 'data') return [];
  if ('type' in value && value.type === 'aws_kms_replica_key') return [];
  return Object.entries(value).flatMap(([name, within]) =>
    name === 'arn' && typeof within === 'string' ? [within] : arnsIn(within),
  );
}
