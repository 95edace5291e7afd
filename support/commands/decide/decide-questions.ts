import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { type FileQuestion, readQuestions } from '../../access/questions-file.ts';
import { startScenarioAskedAbout } from '../../access/scenario-asked-about.ts';
import { type QuestionAnswer, ScenarioQuestions } from '../../access/scenario-questions.ts';
import { sourceIdsOf } from '../../access/source-ids.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { chosenScenario } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { askQuestion, requiredLab } from '../lab/running/running-lab.ts';
import { Progress } from '../progress.ts';
import type { SourceOptions } from '../source-options.ts';

/** A file of questions, and where they are decided. */
export interface QuestionsOptions extends SourceOptions {
  /** The scenario to provision for the questions; if it is left out, a running lab is asked. */
  readonly scenario?: string | undefined;
  /** The address of the lab to ask; that of this folder if it is left out. */
  readonly endpoint?: string | undefined;
  readonly scenarios?: string | undefined;
  /** The path of the file; `-` for the standard input. */
  readonly questions: string;
  readonly json: boolean;
}

/** The answers to questions, and the name of the scenario in which they were decided. */
interface Answered {
  readonly scenario: string;
  readonly answers: readonly QuestionAnswer[];
}

/**
 * `keyhole decide --questions`: decides every question of a file, in one scenario as it is written or in a running lab as it is now. Resolves with
 * the exit code: 0 if each was decided, and as its question expects. Throws SpecError for a broken file.
 */
export async function runQuestions(options: QuestionsOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const { scenario: name, endpoint } = options;
  if (name !== undefined && endpoint !== undefined)
    throw new SpecError('unknown-scenario', 'decide needs --scenario or --endpoint, and not both');
  const questions = readQuestions(...textOf(options.questions));
  const { scenario, answers } =
    name === undefined
      ? await askedInLab(endpoint, questions)
      : await askedAsWritten(name, questions, options);
  const amiss = answers.filter(isAmiss);
  const document = { version: 1, scenario, counts: countsOf(answers), answers };
  const text = options.json ? JSON.stringify(document, undefined, 2) : answerLines(answers).join('\n');
  process.stdout.write(`${text}\n`);
  return amiss.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** Answers questions in a scenario that is provisioned for them. */
async function askedAsWritten(
  name: string,
  questions: readonly FileQuestion[],
  options: SourceOptions,
): Promise<Answered> {
  const scenario = chosenScenario(name, options);
  const principals = questions.flatMap(({ principal }) => (typeof principal === 'string' ? [principal] : []));
  await using played = await startScenarioAskedAbout(scenario, principals);
  const asking = new ScenarioQuestions(played, sourceIdsOf(scenario));
  const progress = new Progress('questions', questions.length);
  const answers: QuestionAnswer[] = [];
  for (const question of questions) {
    answers.push(await asking.answer(question, answers.length + 1));
    progress.step();
  }
  progress.end();
  return { scenario: scenario.name, answers };
}

/** The number of questions that a lab is asked at once. */
const AT_ONCE = 100;

/** Has a running lab answer questions in its current state. */
async function askedInLab(given: string | undefined, questions: readonly FileQuestion[]): Promise<Answered> {
  const { endpoint } = await requiredLab(given);
  const progress = new Progress('questions', questions.length);
  const answers: QuestionAnswer[] = [];
  let scenario = '';
  while (answers.length < questions.length) {
    const some = questions.slice(answers.length, answers.length + AT_ONCE);
    const answer = await askQuestion(endpoint, 'questions', { questions: some });
    if (!isAnswered(answer) || answer.answers.length !== some.length)
      throw new SpecError(
        'unusable-endpoint',
        `${endpoint} does not answer as a keyhole lab of this version does`,
      );
    ({ scenario } = answer);
    const before = answers.length;
    answers.push(...answer.answers.map((one, index) => ({ ...one, number: before + index + 1 })));
    for (const _ of some) progress.step();
  }
  progress.end();
  return { scenario, answers };
}

function isAnswered(answer: object): answer is Answered {
  return 'scenario' in answer && 'answers' in answer && Array.isArray(answer.answers);
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
    const told =
      expected === undefined ? '' : expected === decision ? ' (as expected)' : ` (expected: ${expected})`;
    const head = `${id ?? number}  ${principal}: ${action} on ${resource}: ${decision}${told}`;
    const places = statements.flatMap(({ file, line, resource }) =>
      file === undefined
        ? []
        : [`${file}${line === undefined ? '' : `:${line}`}${resource === undefined ? '' : ` ${resource}`}`],
    );
    return [
      ...hung(`${MARKS[decision]} `, head, 4),
      ...hung('    ', reason, 4),
      ...places.flatMap((place) => hung('    ', place, 4)),
    ];
  });
  return [...lines, '', totals(answers)];
}

/** The number of questions, and of those that make the command fail. */
function totals(answers: readonly QuestionAnswer[]): string {
  const amiss = answers.filter(isAmiss);
  const undecidable = amiss.filter(({ decision }) => decision === 'undecidable').length;
  const unexpected = amiss.length - undecidable;
  return [
    `${answers.length} ${answers.length === 1 ? 'question' : 'questions'}`,
    undecidable === 0 ? 'all decided' : `${undecidable} undecidable`,
    ...(unexpected === 0 ? [] : [`${unexpected} not as expected`]),
  ].join(', ');
}

/** Text in lines of the terminal's width. The lines after the first are indented. */
function hung(start: string, text: string, indent: number): readonly string[] {
  const [first = '', ...more] = wrapLines(text, outputWidth() - indent, false);
  return [`${start}${first}`, ...more.map((line) => ' '.repeat(indent) + line)];
}
