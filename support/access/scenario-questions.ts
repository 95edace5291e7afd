import { inNames } from '../authorization/explain.ts';
import { PolicyError } from '../authorization/terms/policy-error.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { Principal } from '../aws/principal.ts';
import { isKnownKey } from '../gateway/context/known-keys.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { resolvePrincipal } from '../scenario/cast/resolve-principal.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { checkedWords, type DecideQuestion, whatIfOf } from './decide-question.ts';
import type { Played } from './decision-in-scenario.ts';
import { objectArn } from './object-arn.ts';
import { describedDecision, type QuestionDecision } from './question-answer.ts';
import type { FileQuestion } from './questions-file.ts';
import { type SourceIds, type SourceThing, thingOfId } from './source-ids.ts';

/** The answer to one question of a file. */
export interface QuestionAnswer extends QuestionDecision {
  /** Position of the question in its file, from 1. */
  readonly number: number;
  readonly id?: string | undefined;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly expected?: 'allowed' | 'denied' | undefined;
  /** The reasons why the import did not understand all of the principal and the resource, if their ids name them. */
  readonly notUnderstood?: readonly string[] | undefined;
}

/** Decides many questions in one provisioned scenario. A principal is made once, however many questions name it. */
export class ScenarioQuestions {
  readonly #played: Played;
  readonly #ids: SourceIds;
  readonly #describing: Describing;
  readonly #principals = new Map<string, Promise<Principal>>();

  constructor(played: Played, ids: SourceIds) {
    this.#played = played;
    this.#ids = ids;
    this.#describing = namesAndSources(played.provisioned);
  }

  /** Answers a question. One that cannot be decided is answered `undecidable`, with the reason. */
  async answer(question: FileQuestion, number: number): Promise<QuestionAnswer> {
    const { id, principal, action, resource, expect: expected } = question;
    return {
      number,
      ...(id !== undefined && { id }),
      principal: shown(principal),
      action,
      resource: shown(resource),
      ...(await this.#decided(question)),
      ...(expected !== undefined && { expected }),
      ...this.#gapsOf([principal, resource]),
    };
  }

  #gapsOf(named: readonly FileQuestion['resource'][]): Pick<QuestionAnswer, 'notUnderstood'> {
    const ids = named.map((one) => (typeof one === 'string' ? one : one.id));
    const notUnderstood = ids.flatMap((id) => this.#ids.notUnderstood.get(id) ?? []);
    return notUnderstood.length === 0 ? {} : { notUnderstood };
  }

  async #decided(question: FileQuestion): Promise<QuestionDecision> {
    try {
      const asked = this.#inWords(question);
      const words = checkedWords(asked);
      const principal = await this.#principal(asked.principal);
      const { gateway, provisioned } = this.#played;
      const decision = await gateway.decide(whatIfOf(asked, words, { principal, provisioned }));
      return describedDecision(decision, this.#describing);
    } catch (error) {
      return this.#undecidable(error);
    }
  }

  #principal(words: string): Promise<Principal> {
    const { provisioned, actors, gateway, outsiders } = this.#played;
    const outsider = outsiders?.get(words);
    if (outsider !== undefined) return Promise.resolve(outsider);
    const known = this.#principals.get(words);
    if (known !== undefined) return known;
    const principal = resolvePrincipal(words, { provisioned, actors, gateway, outsiders });
    this.#principals.set(words, principal);
    return principal;
  }

  /** The question in the form of the command line. */
  #inWords(question: FileQuestion): DecideQuestion {
    const { action, context, without, via, through, region } = question;
    return {
      ...{ principal: this.#principalMeant(question.principal), action },
      resource: this.#resourceMeant(question.resource),
      context: Object.entries(context).flatMap(([key, values]) => values.map((value) => `${key}=${value}`)),
      ...{ without, via, through, region },
    };
  }

  #principalMeant(given: FileQuestion['principal']): string {
    if (typeof given !== 'string') return this.#arnOf(thingOfId(given.id, this.#ids, given.account));
    const [, braced] = IN_BRACES.exec(given) ?? [];
    const id = braced ?? given;
    return braced !== undefined || this.#ids.things.has(id) ? this.#arnOf(thingOfId(id, this.#ids)) : given;
  }

  #resourceMeant(given: FileQuestion['resource']): string {
    if (typeof given !== 'string') {
      const arn = this.#arnOf(thingOfId(given.id, this.#ids, given.account));
      return given.key === undefined ? arn : within(arn, `/${given.key}`);
    }
    const [, braced, key = ''] = IN_BRACES.exec(given) ?? [];
    if (braced !== undefined) return within(this.#arnOf(thingOfId(braced, this.#ids)), key);
    if (this.#ids.things.has(given)) return this.#arnOf(thingOfId(given, this.#ids));
    // The address of a bucket, and the key of an object in it. An address may itself have slashes.
    for (let slash = given.lastIndexOf('/'); slash > 0; slash = given.lastIndexOf('/', slash - 1)) {
      const id = given.slice(0, slash);
      if (this.#ids.things.has(id)) return within(this.#arnOf(thingOfId(id, this.#ids)), given.slice(slash));
    }
    return given;
  }

  #arnOf({ id, kind, name }: SourceThing): string {
    const arn = this.#played.provisioned.values[`${kind}.${name}.arn`];
    if (arn !== undefined) return arn;
    throw new SpecError('unknown-name', `the id ${id} is among ${kind}, of which no decision can be asked`);
  }

  #undecidable(error: unknown): QuestionDecision {
    const decision = { decision: 'undecidable', statements: [] } as const;
    if (error instanceof UndecidableError) {
      const { key, policy, statement, remedy } = error;
      const hint = isKnownKey(key)
        ? `give its value in context, or list it in without if the request has none`
        : 'keyhole does not know this key';
      const reason = `the decision depends on ${key}, which statement ${statement} of ${policy} tests: ${hint}${remedy === undefined ? '' : `. ${remedy}`}`;
      return { ...decision, reason: inNames(reason, this.#describing.names), missingKey: key };
    }
    if (error instanceof SpecError || error instanceof PolicyError)
      return { ...decision, reason: ofFile(error.message) };
    throw error;
  }
}

/** An id of the source in braces, perhaps with the key of an object: `{Reports}/a.txt`. An address may hold braces itself. */
const IN_BRACES = /^\{(?!\{)(.+?)\}(\/.+)?$/s;

/** A message about options in the words of a questions file. */
function ofFile(message: string): string {
  return message.replace(/--(principal|context|without|through|via|region)\b/g, '$1');
}

function shown(given: FileQuestion['principal'] | FileQuestion['resource']): string {
  if (typeof given === 'string') return given;
  return 'key' in given && given.key !== undefined ? `${given.id}/${given.key}` : given.id;
}

/** The ARN of what a text after an id names: `/a.txt` is an object of a bucket, or one through an access point. */
function within(arn: string, rest: string): string {
  const isThroughPoint = rest.startsWith('/') && /^arn:aws:s3:[^:]+:/.test(arn);
  return isThroughPoint ? objectArn(arn, rest.slice(1)) : `${arn}${rest}`;
}
