import { createInterface } from 'node:readline/promises';
import { regionName } from '../../scenario/document/document-names.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The values that the first scenario is written with. Account ids have 12 digits. */
export interface InitAnswers {
  readonly region: string;
  readonly dataAccount: string;
  readonly partnerAccount: string;
}

interface Question {
  readonly words: string;
  readonly flag: string;
  readonly form: RegExp;
  readonly example: string;
}

const accountId = /^\d{12}$/;

/** The examples are what the template says. */
export const questions: Readonly<Record<keyof InitAnswers, Question>> = {
  region: { words: 'Region', flag: '--region', form: regionName, example: 'eu-west-1' },
  dataAccount: {
    words: 'Id of the account that owns the bucket and the key',
    flag: '--data-account',
    form: accountId,
    example: '111111111111',
  },
  partnerAccount: {
    words: 'Id of the account that reads',
    flag: '--partner-account',
    form: accountId,
    example: '222222222222',
  },
};

/** The answers that options give, and for the rest those given on the terminal, or the examples. Throws SpecError. */
export async function initAnswers(given: Partial<InitAnswers>, ask: boolean): Promise<InitAnswers> {
  const region = await answered('region', given.region, ask);
  const dataAccount = await answered('dataAccount', given.dataAccount, ask);
  const partnerAccount = await answered('partnerAccount', given.partnerAccount, ask);
  if (dataAccount === partnerAccount) {
    throw new SpecError('invalid-document', `both accounts are ${dataAccount}: give two different ids`);
  }
  return { region, dataAccount, partnerAccount };
}

async function answered(name: keyof InitAnswers, given: string | undefined, ask: boolean): Promise<string> {
  const { words, flag, form, example } = questions[name];
  const answer = given ?? (ask ? await asked(`${words} (${example}): `) : example);
  const value = answer.trim() || example;
  if (form.test(value)) return value;
  throw new SpecError('invalid-document', `${flag}: "${value}" must have the form of ${example}`);
}

async function asked(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
