import { createInterface } from 'node:readline';
import { faultOfAnswer, type InitAnswers, questions } from './init-answers.ts';

/** The streams of a terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const ORDER = ['region', 'dataAccount', 'partnerAccount'] as const;

/**
 * Asks on a terminal for the answers that no option gives, each until it can be. Resolves with undefined if the user ends
 * it with Ctrl-C or Ctrl-D.
 */
export async function askAnswers(
  given: Partial<InitAnswers>,
  { input, output }: Terminal,
): Promise<InitAnswers | undefined> {
  const terminal = createInterface({ input, output });
  let isOpen = true;
  terminal
    .on('SIGINT', () => terminal.close())
    .on('close', () => {
      isOpen = false;
    });
  // The iterator keeps lines that were pasted before their question.
  const lines = terminal[Symbol.asyncIterator]();
  const answers: Record<string, string> = { ...given };
  output.write('Enter takes the value in parentheses.\n');
  try {
    for (const name of ORDER) {
      const { words, example } = questions[name];
      terminal.setPrompt(`${words} (${example}): `);
      while (answers[name] === undefined) {
        if (isOpen) terminal.prompt();
        const { done, value } = await lines.next();
        if (done) {
          output.write('\n');
          return undefined;
        }
        const answer = value.trim() || example;
        const fault = faultOfAnswer(name, { ...answers, [name]: answer });
        if (fault === undefined) answers[name] = answer;
        else output.write(`  ${fault}\n`);
      }
    }
  } finally {
    terminal.close();
  }
  const { region = '', dataAccount = '', partnerAccount = '' } = answers;
  return { region, dataAccount, partnerAccount };
}
