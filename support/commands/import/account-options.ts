import { SpecError } from '../../scenario/spec-error.ts';

/** An account as `--account NAME=ID` gives it, with what stands after the id. */
export interface AccountOption {
  readonly name: string;
  readonly id: string;
  /** Files of CloudFormation, or aliases of Terraform's providers. */
  readonly of: readonly string[];
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9 _@.-]*$/;

/** Reads `NAME=ID[:OF…]`. Throws SpecError for another form, and for a name or id that two options have. */
export function accountOptions(given: readonly string[]): readonly AccountOption[] {
  const accounts = given.map(accountOption);
  if (accounts.length === 0)
    throw new SpecError(
      'unknown-name',
      'no account is named: add --account NAME=ID, as in --account intake=222222222222',
    );
  accounts.forEach(({ name, id }, index) => {
    const other = accounts.slice(0, index).find((one) => one.name === name || one.id === id);
    if (other === undefined) return;
    const what = other.name === name ? `the account ${name}` : `the id ${id}`;
    throw new SpecError(
      'unknown-name',
      `--account names ${what} twice: give each account once, as in NAME=ID:FIRST:SECOND`,
    );
  });
  return accounts;
}

function accountOption(given: string): AccountOption {
  const at = given.indexOf('=');
  const name = given.slice(0, Math.max(at, 0));
  const [id = '', ...of] = given.slice(at + 1).split(':');
  const isRight = at > 0 && NAME.test(name) && /^\d{12}$/.test(id) && of.every((part) => part !== '');
  if (isRight) return { name, id, of };
  throw new SpecError(
    'unknown-name',
    `--account ${given} is not a name and an id of 12 digits, such as intake=222222222222`,
  );
}
