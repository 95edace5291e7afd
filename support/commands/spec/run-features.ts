import { Writable } from 'node:stream';
import type { IRunEnvironment, ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import type { RunParameters } from '../../comparison/past-the-gateway.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { loadCucumber } from './load-cucumber.ts';

/** What to run. */
export interface FeatureSelection {
  /** Feature files, folders, patterns or `file:line`. */
  readonly paths: readonly string[];
  /** The files of steps to load, as patterns. */
  readonly imports: readonly string[];
  /** A tag expression such as `@W03 or @A01`. */
  readonly tags?: string | undefined;
  /** What steps are told about the run. */
  readonly parameters?: RunParameters | undefined;
  /** The steps of an earlier run of this process, which cannot be loaded twice. */
  readonly steps?: ISupportCodeLibrary | undefined;
}

/**
 * Runs features and hands on each message of the run; what cucumber itself would print goes nowhere. Resolves with the
 * steps, for another run.
 */
export async function runFeatures(
  { paths, imports, tags, parameters = {}, steps }: FeatureSelection,
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
      // What a cucumber.json says is for cucumber's own command.
      file: false,
      provided: {
        // cucumber prints something at any rate: this is the format with the least work until the run's end.
        format: ['rerun'],
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
      { ...runConfiguration, support: steps ?? runConfiguration.support },
      environment,
      onMessage,
    );
    return support;
  } catch (error) {
    throw tagMistake(error) ?? error;
  }
}

/** A tag expression that does not parse is the user's mistake: cucumber wraps it in an error of its own. */
function tagMistake(error: unknown): SpecError | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return cause.startsWith('Tag expression')
    ? new SpecError('nothing-selected', `--tags: ${cause}`)
    : undefined;
}

function silent(): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
}
