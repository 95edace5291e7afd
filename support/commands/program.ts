import { Command, CommanderError } from 'commander';
import { ownVersion } from '../node/own-version.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { tellError } from '../terminal/warn.ts';
import { applySettings } from './apply-settings.ts';
import { addAs } from './as/add-as.ts';
import { addCredentials } from './as/add-credentials.ts';
import { addEnv } from './as/add-env.ts';
import { addDecide } from './decide/add-decide.ts';
import { addDiff } from './diff/add-diff.ts';
import { addDocs } from './docs/add-docs.ts';
import { exitCodes } from './exit-codes.ts';
import { addExplain } from './explain/add-explain.ts';
import { addImport } from './import/add-import.ts';
import { addInit } from './init/add-init.ts';
import { addLab } from './lab/add-lab.ts';
import { addMatrix } from './matrix/add-matrix.ts';
import { addReset } from './reset/add-reset.ts';
import { addSnapshot } from './snapshot/add-snapshot.ts';
import { addSpec } from './spec/add-spec.ts';
import { addSteps } from './steps/add-steps.ts';
import { addTrail } from './trail/add-trail.ts';
import { addWhatCan, addWhoCan } from './who-can/add-who-can.ts';

/** Runs keyhole with command-line arguments. Resolves with the exit code; does not reject for invalid arguments. */
export async function runKeyhole(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
    if (error instanceof SpecError) {
      tellError(error.message);
      return exitCodes.badInput;
    }
    throw error;
  }
}

/** The command line. A command's code is loaded only when it runs. */
function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('keyhole')
    .description('An executable specification of who can read and write encrypted data across AWS accounts.')
    .version(ownVersion(), '-V, --version', 'print the version of keyhole')
    .exitOverride()
    // Names alone leave room for the descriptions.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({ outputError: (text) => tellError(text.replace(/^error: /, '').trimEnd()) })
    .hook('preAction', (_, command) => applySettings(command))
    .showHelpAfterError('(for help: keyhole --help)');
  for (const add of [
    addInit,
    addSpec,
    addSteps,
    addDocs,
    addLab,
    addReset,
    addSnapshot,
    addAs,
    addEnv,
    addCredentials,
    addExplain,
    addDecide,
    addMatrix,
    addWhoCan,
    addWhatCan,
    addDiff,
    addTrail,
    addImport,
  ])
    add(program, finish);
  nameHelp(program, 'keyhole');
  return program;
}

/** Has an invalid argument of each command below name the help of that command. */
function nameHelp({ commands }: Command, above: string): void {
  for (const command of commands) {
    const line = `${above} ${command.name()}`;
    command.showHelpAfterError(`(for help: ${line} --help)`);
    nameHelp(command, line);
  }
}
