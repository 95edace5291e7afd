import type { Command } from 'commander';
import type { SourceGiven } from '../scenario/document/scenario-of-source.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { accountOptions } from './import/account-options.ts';
import { collectValues } from './repeatable-option.ts';

/** The options of a command about a template, a plan or a state, as commander gives them. */
export interface SourceOptions {
  /** Files with the values of a template's parameters. */
  readonly parameters?: readonly string[] | undefined;
  /** The account of a template, a plan or a state, as NAME=ID. */
  readonly account?: readonly string[] | undefined;
}

/** Adds the options that say more about a template, a plan or a state. */
export function withSourceOptions(command: Command): Command {
  return command
    .option('--account <name=id>', 'its account, if it is a template, a plan or a state', collectValues)
    .option(
      '--parameters <file>',
      'values of parameters, if it is a template; may be repeated',
      collectValues,
    );
}

/** The parameters and the account that options give. Throws SpecError for an account of another form than NAME=ID, and for several. */
export function sourceGiven({ parameters, account }: SourceOptions): SourceGiven {
  if (account === undefined) return { parameters };
  const [only, ...others] = accountOptions(account);
  const isOne = 'a template, a plan or a state is taken as that of one account';
  if (others.length > 0)
    throw new SpecError(
      'unknown-name',
      `--account is given ${account.length} times: ${isOne}; keyhole import takes several`,
    );
  if (only !== undefined && only.of.length > 0)
    throw new SpecError(
      'unknown-name',
      `--account ${account.join()} has more than a name and an id: ${isOne}; keyhole import takes several`,
    );
  return { parameters, account: only };
}
