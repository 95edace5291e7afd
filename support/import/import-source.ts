import { statSync } from 'node:fs';
import { SpecError } from '../scenario/spec-error.ts';
import { cdkTemplates, type TemplateFile } from './cloudformation/cdk-out.ts';
import { importTemplates, type PlacedTemplate } from './cloudformation/import-templates.ts';
import { readParameters } from './cloudformation/parameters.ts';
import { importTerraform } from './terraform/import-terraform.ts';
import { SourceFolder } from './terraform/source/source-folder.ts';
import type { ImportedWorld } from './world/imported-world.ts';
import { WorldBuilder } from './world/world-builder.ts';

/** Templates, or folders cdk.out, and the account that they are deployed to. */
export interface TemplatesSource {
  readonly kind: 'cloudformation';
  readonly files: readonly SourceFile[];
  /** Files with the values of parameters. */
  readonly parameters: readonly string[];
}

/** A file or folder with the account that it is for, by name; undefined if only the file can say. */
export interface SourceFile {
  readonly file: string;
  readonly account: string | undefined;
}

/** A plan or a state of Terraform. */
export interface PlanSource {
  readonly kind: 'terraform';
  readonly file: string;
  /** The folder of the configuration, if it is not that of the file. */
  readonly source?: string | undefined;
  /** The providers, modules or resources of each account, by its name; empty for those that nothing else names. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

/** A source of accounts. */
export type ImportSource = TemplatesSource | PlanSource;

/** The settings that all sources of an import share. */
export interface ImportSettings {
  /** The ids of accounts by name. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly region: string;
  /** A path as messages show it. */
  readonly shown: (path: string) => string;
}

/** The Region that files with values of parameters give to `AWS::Region`; undefined if none does. Throws SpecError for a broken file. */
export function regionOfParameters(
  files: readonly string[],
  shown: ImportSettings['shown'],
): string | undefined {
  return readParameters(files, shown).forAll['AWS::Region'];
}

/** Reads sources into one description. Throws SpecError for a source that cannot be read. */
export function importSources(sources: readonly ImportSource[], settings: ImportSettings): ImportedWorld {
  const builder = new WorldBuilder();
  // All templates at once, since they import each other's values.
  const ofTemplates = sources.filter((source) => source.kind === 'cloudformation');
  const templates = ofTemplates.flatMap(({ files, parameters }) => {
    const values = readParameters(parameters, settings.shown);
    return files.flatMap(({ file, account }) =>
      templatesAt(file, settings.shown).map((template) => ({
        ...placed(template, account, settings),
        values,
      })),
    );
  });
  for (const template of templates) noteRegion(template, settings.region, builder);
  importTemplates(templates, settings.region, builder);
  for (const source of sources) if (source.kind === 'terraform') readPlan(source, settings, builder);
  return builder.world(settings.accounts, settings.region);
}

function readPlan(
  { file, parts, source }: PlanSource,
  { accounts, region, shown }: ImportSettings,
  builder: WorldBuilder,
): void {
  const listed = Object.entries(accounts).flatMap(([name, id]) => {
    const of = parts[name];
    return of === undefined ? [] : [{ name, id, of }];
  });
  if (source !== undefined && !SourceFolder.isAt(source))
    throw new SpecError(
      'unreadable-file',
      `${shown(source)} has no configuration of Terraform: name the folder that was planned, without override files`,
    );
  importTerraform({ path: file, file: shown(file), accounts: listed, region, source, shown }, builder);
}

/** Lists a stack of another region than the scenario's. */
function noteRegion({ region, stack, shown }: PlacedTemplate, own: string, { gaps }: WorldBuilder): void {
  if (region === undefined || region === own) return;
  const reason = `the stack is for ${region}, and a scenario has one region`;
  gaps.add({ file: shown, id: stack ?? shown }, reason, `its resources are in ${own} here`);
}

function templatesAt(file: string, shown: ImportSettings['shown']): readonly TemplateFile[] {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return [{ file }];
  const templates = cdkTemplates(file, shown);
  if (templates.length > 0) return templates;
  throw new SpecError('invalid-document', `${shown(file)} has no stacks: run cdk synth again`);
}

/** A template in its account: the one that was chosen for its file, or the one that the file names. */
function placed(
  template: TemplateFile,
  chosen: string | undefined,
  settings: ImportSettings,
): Omit<PlacedTemplate, 'values'> {
  const { accounts, shown } = settings;
  const { accountId, file, stack } = template;
  const byId = Object.entries(accounts).find(([, id]) => id === accountId)?.[0];
  const account = accountId === undefined ? chosen : byId;
  const what = stack === undefined ? shown(file) : `the stack ${stack} of ${shown(file)}`;
  if (account === undefined) {
    const remedy =
      accountId === undefined
        ? `say whose it is, as in --account NAME=ID:${shown(file)}`
        : `add --account NAME=${accountId}`;
    const which =
      accountId === undefined ? 'of an unknown account' : `of the account ${accountId}, which has no name`;
    throw new SpecError('unknown-name', `${what} is ${which}: ${remedy}`);
  }
  return { ...template, account, accountId: accounts[account] ?? '', shown: shown(file) };
}
