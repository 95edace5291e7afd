import type { StatementReport } from '../../../gateway/record/decision-report.ts';
import { recordedDecision } from '../../explain/recorded-decision.ts';
import type { ExampleResult } from '../example-result.ts';
import { failureMessage, hasFailed, placeOf } from '../failure-report.ts';
import type { Annotation } from './workflow-command.ts';

/**
 * The annotations of a run. The first are at the statements that decided otherwise than examples state. One at the line of
 * each failed example follows. GitHub shows the first ten of a step.
 */
export function annotationsOf(examples: readonly ExampleResult[]): readonly Annotation[] {
  const failed = examples.filter(hasFailed);
  return [...atStatements(failed), ...failed.map(atExample)];
}

/** The annotations for the places that a message about invalid files names: `features/a.feature:3 is not …`. */
export function annotationsOfMistake(message: string): readonly Annotation[] {
  return message.split('\n').flatMap((line) => {
    const [, file, number, what] = /^([^\s:][^:]*):(\d+)(?::\d+)?:? (.+)$/.exec(line) ?? [];
    if (file === undefined || what === undefined) return [];
    return { file, line: Number(number), title: 'The specification cannot run', message: what };
  });
}

function atExample(example: ExampleResult): Annotation {
  const { uri, line, failure, name, status } = example;
  return {
    file: uri,
    line: failure?.line || line,
    title: `${status}: ${name}`,
    message: failureMessage(example).join('\n'),
  };
}

/** One annotation for each statement, with all examples that it fails. */
function atStatements(failed: readonly ExampleResult[]): readonly Annotation[] {
  const pairs = failed.flatMap((example) =>
    decidingStatements(example).map((statement) => ({ example, statement })),
  );
  const byPlace = Map.groupBy(
    pairs,
    ({ statement: { source, mismatch } }) => `${mismatch === undefined} ${source?.file}:${source?.line}`,
  );
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (first?.statement.source === undefined) return [];
    const { statement, policy, source, mismatch } = first.statement;
    const how = mismatch === undefined ? 'decided' : 'came nearest';
    const where = group.map(({ example }) => `${placeOf(example)} ${example.name}`);
    return {
      ...source,
      title: `${statement} of ${policy} ${how}`,
      message: [...failureMessage(first.example), ...new Set(where)].join('\n'),
    };
  });
}

/**
 * The statements behind the last answer of a failed example. If it was denied, that is the one that denied or came
 * nearest. Otherwise those are meant that allowed the permission in the step's text, or all if it has none.
 */
function decidingStatements({ status, decisions, failure }: ExampleResult): readonly StatementReport[] {
  if (status !== 'failed') return [];
  const permissions = recordedDecision(decisions.at(-1) ?? '')?.decisions ?? [];
  const denied = permissions.flatMap(({ denial }) => denial ?? []);
  if (denied.length > 0) return denied.flatMap(({ nearest }) => nearest ?? []);
  const named = permissions.filter(({ action }) => failure?.step.includes(action) === true);
  return (named.length > 0 ? named : permissions).flatMap(({ allowedBy = [] }) => allowedBy);
}
