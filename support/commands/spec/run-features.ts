import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { IRunEnvironment, IRunOptions, ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import type { RunParameters } from '../../comparison/past-the-gateway.ts';
import { ownFile } from '../../node/own-file.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { loadCucumber } from './load-cucumber.ts';
import type { ExampleChoice } from './shard.ts';
import { stepsMistake } from './steps-mistake.ts';

/** The features and examples to run. */
export interface FeatureSelection {
  /** Feature files, folders, patterns or `file:line`. */
  readonly paths: readonly string[];
  /** The files of steps to load, as patterns. */
  readonly imports: readonly string[];
  /** A tag expression such as `@W03 or @A01`. */
  readonly tags?: string | undefined;
  /** The parameters of the run, for steps. */
  readonly parameters?: RunParameters | undefined;
  /** The steps that an earlier run of this process loaded; a process cannot load them twice. */
  readonly steps?: ISupportCodeLibrary | undefined;
  /** Only matches steps with their definitions. */
  readonly dryRun?: boolean | undefined;
  /** The files that cucumber writes, each with the name of the formatter. */
  readonly formats?: readonly (readonly [string, string])[] | undefined;
  /** Chooses a part of the selected examples. */
  readonly choice?: ExampleChoice | undefined;
}

/**
 * Runs features and passes each message of the run on; cucumber's own output is dropped. Resolves with the loaded
 * steps, for another run.
 */
export async function runFeatures(
  { paths, imports, tags, parameters = {}, steps, dryRun = false, formats = [], choice }: FeatureSelection,
  onMessage: (message: Envelope) => void,
): Promise<ISupportCodeLibrary> {
  const environment: IRunEnvironment = {
    cwd: process.cwd(),
    stdout: silent(),
    stderr: silent(),
    env: process.env,
  };
  const { loadConfiguration, runCucumber } = await loadCucumber();
  const { runConfiguration } = await loadConfiguration(
    {
      // A cucumber.json is for cucumber's own command.
      file: false,
      provided: {
        format: [
          [pathToFileURL(ownFile('support/commands/spec/empty-format.ts')).href],
          ...formats.map(([name, file]): [string, string] => [name, file]),
        ],
        dryRun,
        worldParameters: { ...parameters },
        paths: [...paths],
        import: [...imports],
        ...(tags !== undefined && { tags }),
      },
    },
    environment,
  );
  try {
    const { support } = await runCucumber(
      {
        ...runConfiguration,
        support: steps ?? runConfiguration.support,
        ...(choice !== undefined && { plugins: shardPlugin(choice) }),
      },
      environment,
      onMessage,
    );
    return support;
  } catch (error) {
    throw tagMistake(error) ?? stepsMistake(error) ?? error;
  }
}

/** The SpecError for a tag expression that does not parse; cucumber wraps that fault in its own error. */
function tagMistake(error: unknown): SpecError | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return cause.startsWith('Tag expression')
    ? new SpecError('nothing-selected', `--tags: ${cause}`)
    : undefined;
}

/** The plugin that lets a choice choose: shard-plugin.ts says the name of its options. */
function shardPlugin(choice: ExampleChoice): NonNullable<IRunOptions['plugins']> {
  const url = pathToFileURL(ownFile('support/commands/spec/shard-plugin.ts')).href;
  // The types allow what a file may state; cucumber hands the options on as they are.
  const options: object = { keyholeShard: choice };
  return { specifiers: [url], options: options as NonNullable<IRunOptions['plugins']>['options'] };
}

function silent(): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
}
