import { CALLERS_OF_KMS } from '../../access/callers-of-kms.ts';
import type { DecideQuestion } from '../../access/decide-question.ts';
import type { Played } from '../../access/decision-in-scenario.ts';
import type { LabQuestions } from '../../gateway/serving/lab-questions.ts';
import { memberMeant } from '../../scenario/cast/member-meant.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { PrincipalAccess } from '../as/principal-access.ts';
import { labAnswer } from './lab-answer.ts';

/** The most bytes of many questions at once. */
const LARGEST_QUESTIONS = 4 * 1024 * 1024;

/** The scenario that a lab plays, once it is provisioned; undefined for an empty lab. */
export type Playing = () => Played | undefined;

/** The questions that a lab answers: which lab it is, credentials of its cast, and what-ifs. */
export function answersOfLab(
  about: { readonly id: string; readonly scenario: string | null },
  playing: Playing,
): LabQuestions {
  return {
    about: () => ({ lab: 'keyhole', ...about }),
    answers: {
      credentials: (question) => labAnswer(() => accessIn(playing(), textIn(question, 'principal'))),
      decide: (question) => labAnswer(() => decidedIn(question, playing())),
      questions: (asked) => labAnswer(() => answersTo(asked, playing())),
    },
    largest: { questions: LARGEST_QUESTIONS },
  };
}

/**
 * Obtains the region and the credentials of the principal that words name; a role gets a new session. Throws SpecError for
 * words that name none.
 */
export async function accessIn(played: Played | undefined, words: string): Promise<PrincipalAccess> {
  if (played === undefined) return ofEmptyLab(words);
  const { provisioned, actors } = played;
  const member = memberMeant(words, provisioned);
  if (member === undefined) {
    throw new SpecError(
      'unknown-name',
      `${words} is not in the scenario ${provisioned.scenario.name}: give a principal of the scenario`,
    );
  }
  const { key, arn } = await actors.inNewSessions().as(member);
  const { region } = provisioned.scenario.document;
  if (key === undefined) return { principal: words, region };
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = key;
  return {
    ...{ principal: arn ?? words, region },
    credentials: {
      Version: 1,
      ...{ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey },
      ...(sessionToken !== undefined && { SessionToken: sessionToken }),
      ...(expiration !== undefined && { Expiration: expiration.toISOString() }),
    },
  };
}

/** An empty lab has root users and services only: their access keys are known. */
function ofEmptyLab(words: string): PrincipalAccess {
  const region = 'us-east-1';
  if (words === 'anonymous') return { principal: words, region };
  const [, account] = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(words) ?? [];
  const id = account ?? (/^[a-z0-9.-]+\.amazonaws\.com$/.test(words) ? words : undefined);
  if (id === undefined) {
    throw new SpecError(
      'unknown-name',
      `"${words}" names no principal of a lab without a scenario: give the 12 digits of an account, for its root user`,
    );
  }
  return { principal: words, region, credentials: { Version: 1, AccessKeyId: id, SecretAccessKey: 'test' } };
}

/** Decides many questions in the current state of a lab. */
async function answersTo(asked: unknown, played: Played | undefined): Promise<object> {
  const { provisioned } = requiredPlay(played);
  const [{ questionsIn }, { ScenarioQuestions }, { sourceIdsOf }] = await Promise.all([
    import('../../access/questions-file.ts'),
    import('../../access/scenario-questions.ts'),
    import('../../access/source-ids.ts'),
  ]);
  const questions = questionsIn(asked);
  const asking = new ScenarioQuestions(
    inNewSessions(requiredPlay(played)),
    sourceIdsOf(provisioned.scenario),
  );
  const answers: object[] = [];
  for (const question of questions) answers.push(await asking.answer(question, answers.length + 1));
  return { scenario: provisioned.scenario.name, answers };
}

/** A session of earlier could have ended. */
function inNewSessions(played: Played): Played {
  return { ...played, actors: played.actors.inNewSessions() };
}

function requiredPlay(played: Played | undefined): Played {
  if (played !== undefined) return played;
  throw new SpecError(
    'unknown-scenario',
    'this lab has no scenario, in which decide finds what it is asked about',
  );
}

async function decidedIn(question: unknown, playing: Played | undefined): Promise<object> {
  const played = requiredPlay(playing);
  const asked: DecideQuestion = {
    principal: textIn(question, 'principal'),
    action: textIn(question, 'action'),
    resource: textIn(question, 'resource'),
    context: textsIn(question, 'context'),
    without: textsIn(question, 'without'),
    via: CALLERS_OF_KMS.find((service) => service === optionalText(question, 'via')),
    through: optionalText(question, 'through'),
    region: optionalText(question, 'region'),
  };
  const fresh = inNewSessions(played);
  // Most labs are never asked, so that what only decisions need is loaded with the first question.
  const [{ checkedWords }, { decisionInScenario }] = await Promise.all([
    import('../../access/decide-question.ts'),
    import('../../access/decision-in-scenario.ts'),
  ]);
  return decisionInScenario(fresh, asked, checkedWords(asked));
}

function memberOf(question: unknown, name: string): unknown {
  if (typeof question !== 'object' || question === null || !Object.hasOwn(question, name)) return undefined;
  return Object.getOwnPropertyDescriptor(question, name)?.value;
}

function optionalText(question: unknown, name: string): string | undefined {
  const value = memberOf(question, name);
  return typeof value === 'string' ? value : undefined;
}

function textIn(question: unknown, name: string): string {
  const text = optionalText(question, name);
  if (text !== undefined) return text;
  throw new SpecError('unknown-name', `the question has no ${name}`);
}

function textsIn(question: unknown, name: string): readonly string[] {
  const value = memberOf(question, name) ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new SpecError('unknown-name', `${name} is not a list of texts`);
}
