import { checkedWords, type DecideQuestion } from '../../access/decide-question.ts';
import { decisionInScenario } from '../../access/decision-in-scenario.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { playScenario } from '../lab/play-scenario.ts';

/**
 * For tests: decides questions in a scenario, as `allowed` or `denied`. A question has a principal, an action and a resource, and perhaps
 * condition keys `key=value`, `-key` for an absent one, and `via:s3`: `the transfer role | kms:Decrypt | the shared key | via:s3`.
 */
export async function decisionsOf(
  root: string,
  name: string,
  questions: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  await using lab = await startLab();
  const played = await playScenario(loadScenario(root, name), lab, { quotas: {}, facts: (around) => around });
  const decided: Record<string, string> = {};
  for (const written of questions) {
    const question = questionOf(written);
    const { result } = await decisionInScenario(played, question, checkedWords(question));
    decided[written] = result === 'Granted' ? 'allowed' : 'denied';
  }
  return decided;
}

function questionOf(written: string): DecideQuestion {
  const [principal = '', action = '', resource = '', ...more] = written.split(' | ');
  return {
    principal,
    action,
    resource,
    context: more.filter((word) => word.includes('=')),
    without: more.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
    via: more.includes('via:s3') ? 's3' : undefined,
    through: more.find((word) => word.startsWith('through:'))?.slice('through:'.length),
  };
}
