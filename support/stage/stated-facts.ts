import { faultOfAssumption } from '../scenario/document/assumptions-schema.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** A fact about requests as the values of condition keys. */
export type StatedFact = Readonly<Record<string, readonly string[]>>;

/** The wordings of facts about requests, each with the condition key that it gives a value. */
const WORDINGS: readonly (readonly [RegExp, (...parts: readonly string[]) => StatedFact])[] = [
  [/^come from ([0-9a-fA-F.:]+)$/, (address = '') => ({ 'aws:SourceIp': [address] })],
  [/^use TLS (\d\.\d)$/, (version = '') => ({ 'aws:SecureTransport': ['true'], 's3:TlsVersion': [version] })],
  [/^use no TLS$/, () => ({ 'aws:SecureTransport': ['false'] })],
  [/^have ([\w-]+:[\w/+=.@:-]+) "([^"]*)"$/, (key = '', value = '') => ({ [key]: [value] })],
];

/** The wordings, as parts of a step's regular expression. */
export const STATED_FACTS: readonly RegExp[] = [
  /come from [0-9a-fA-F.:]+/,
  /use TLS \d\.\d/,
  /use no TLS/,
  /have [\w-]+:[\w/+=.@:-]+ "[^"]*"/,
];

/** The fact that a feature's words state. Throws SpecError `unknown-name` if keyhole knows better, or for a wrong value. */
export function factNamed(words: string): StatedFact {
  for (const [pattern, fact] of WORDINGS) {
    const match = pattern.exec(words);
    if (match !== null) return checked(fact(...match.slice(1)), words);
  }
  throw new SpecError('unknown-name', `"requests ${words}" states no fact that keyhole can assume`);
}

function checked(fact: StatedFact, words: string): StatedFact {
  for (const [key, values] of Object.entries(fact)) {
    const fault = faultOfAssumption(key, values);
    if (fault !== undefined) throw new SpecError('unknown-name', `"requests ${words}": ${key} ${fault}`);
  }
  return fact;
}
