import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { readQuestions } from '../../access/questions-file.ts';
import { scenarioMeant } from '../../access/scenario-meant.ts';
import { type QuestionAnswer, ScenarioQuestions } from '../../access/scenario-questions.ts';
import { sourceIdsOf } from '../../access/source-ids.ts';
import { startScenario } from '../../access/started-scenario.ts';
import { readText } from '../../scenario/document/read-document.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { warn } from '../../terminal/warn.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { Progress } from '../progress.ts';

/** A file of questions, and the scenario in which they are decided. */
export interface QuestionsOptions {
  readonly scenario?: string | undefined;
  readonly scenarios?: string | undefined;
  /** The path of the file; `-` for the standard input. */
  readonly questions: string;
  readonly json: boolean;
}

/**
 * `keyhole decide --questions`: decides every question of a file in one scenario. Resolves with the exit code: 0 if each was
 * decided, and as its question expects. Throws SpecError for a broken file.
 */
export async function runQuestions(options: QuestionsOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  if (options.scenario === undefined)
    throw new SpecError(
      'unknown-scenario',
      'decide --questions needs a scenario: add --scenario with its name or its folder',
    );
  const questions = readQuestions(...textOf(options.questions));
  const scenario = scenarioMeant(options.scenario);
  warn(scenario.warnings);
  await using played = await startScenario(scenario);
  const asking = new ScenarioQuestions(played, sourceIdsOf(scenario));
  const progress = new Progress('questions', questions.length);
  const answers: QuestionAnswer[] = [];
  for (const question of questions) {
    answers.push(await asking.answer(question, answers.length + 1));
    progress.step();
  }
  progress.end();
  const amiss = answers.filter(isAmiss);
  const document = { version: 1, scenario: scenario.name, counts: countsOf(answers), answers };
  const text = options.json ? JSON.stringify(document, undefined, 2) : answerLines(answers).join('\n');
  process.stdout.write(`${text}\n`);
  return amiss.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** The name of the file for messages, and its text. */
function textOf(file: string): readonly [string, string] {
  if (file !== '-') return [file, readText(file)];
  try {
    return ['standard input', readFileSync(0, 'utf8')];
  } catch (cause) {
    throw new SpecError('unreadable-file', 'the standard input cannot be read: give the questions to it', {
      cause,
    });
  }
}

function isAmiss({ decision, expected }: QuestionAnswer): boolean {
  return decision === 'undecidable' || (expected !== undefined && expected !== decision);
}

function countsOf(answers: readonly QuestionAnswer[]): object {
  const count = (decision: QuestionAnswer['decision']) =>
    answers.filter((answer) => answer.decision === decision).length;
  return { allowed: count('allowed'), denied: count('denied'), undecidable: count('undecidable') };
}

const MARKS = {
  allowed: styleText('green', '✓'),
  denied: styleText('red', '✗'),
  undecidable: styleText('yellow', '?'),
} as const;

function answerLines(answers: readonly QuestionAnswer[]): readonly string[] {
  const lines = answers.flatMap((answer) => {
    const { number, id, principal, action, resource, decision, reason, expected, statements } = answer;
    const told = expected === undefined || expected === decision ? '' : ` (expected: ${expected})`;
    const head = `${id ?? number}  ${principal}: ${action} on ${resource}: ${decision}${told}`;
    const places = statements.flatMap(({ file, line }) => (file === undefined ? [] : [`${file}:${line}`]));
    return [
      ...hung(`${MARKS[decision]} `, head, 4),
      ...hung('    ', reason, 4),
      ...places.flatMap((place) => hung('    ', place, 4)),
    ];
  });
  const { length } = answers.filter(({ decision }) => decision === 'undecidable');
  const total = `${answers.length} ${answers.length === 1 ? 'question' : 'questions'}`;
  return [...lines, '', length === 0 ? `${total}, all decided` : `${total}, ${length} undecidable`];
}

/** Text in lines of the terminal's width. The lines after the first are indented. */
function hung(start: string, text: string, indent: number): readonly string[] {
  const [first = '', ...more] = wrapLines(text, outputWidth() - indent, false);
  return [`${start}${first}`, ...more.map((line) => ' '.repeat(indent) + line)];
}
