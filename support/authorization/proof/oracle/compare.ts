import type { Layer } from '../../terms/decision.ts';
import { decideTrial, type Trial } from '../trials/trial.ts';
import { correctedAnswer, correctedQuestions } from './explained.ts';
import { type Answer, askOracle } from './oracle.ts';

/** The answers of both engines to a trial. */
export interface Comparison {
  readonly ours: Answer | 'undecidable';
  /** The layer of the engine's denial. */
  readonly layer?: Layer | undefined;
  /** The oracle's answer, corrected by the explained differences; undefined if the engine does not decide. */
  readonly theirs?: Answer | undefined;
  readonly agree: boolean;
}

/** Asks both engines the same question. */
export async function compare(trial: Trial): Promise<Comparison> {
  const decision = decideTrial(trial);
  if (decision === 'undecidable') return { ours: decision, agree: true };
  const theirs = correctedAnswer(await Promise.all(correctedQuestions(trial).map(askOracle)), trial);
  if (decision.result === 'Granted') return { ours: 'Allowed', theirs, agree: theirs === 'Allowed' };
  const { layer, explicit } = decision;
  const ours = explicit ? 'ExplicitlyDenied' : 'ImplicitlyDenied';
  // The oracle applies Block Public Access only if everything else allows, and then reports an explicit deny.
  const agree = layer === 'block public access' ? theirs !== 'Allowed' : theirs === ours;
  return { ours, layer, theirs, agree };
}
