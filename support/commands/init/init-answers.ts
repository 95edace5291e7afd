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

/** The answers that options give, and the examples for the rest. */
export function answersOfOptions({
  region = questions.region.example,
  dataAccount = questions.dataAccount.example,
  partnerAccount = questions.partnerAccount.example,
}: Partial<InitAnswers>): InitAnswers {
  return { region, dataAccount, partnerAccount };
}

/** Throws SpecError `invalid-document` for an answer that cannot be, naming its option. */
export function refuseWrongAnswers(answers: Partial<InitAnswers>): void {
  for (const name of ['region', 'dataAccount', 'partnerAccount'] as const) {
    const fault = answers[name] === undefined ? undefined : faultOfAnswer(name, answers);
    if (fault !== undefined) throw new SpecError('invalid-document', `${questions[name].flag}: ${fault}`);
  }
}

/** The fault of an answer beside the others; undefined if it has none. */
export function faultOfAnswer(name: keyof InitAnswers, answers: Partial<InitAnswers>): string | undefined {
  const { form, example } = questions[name];
  const { [name]: answer = '', dataAccount, partnerAccount } = answers;
  if (!form.test(answer)) return `"${answer}" must have the form of ${example}`;
  if (name === 'region' || dataAccount !== partnerAccount) return undefined;
  return `both accounts are ${dataAccount}: give two different ids`;
}
