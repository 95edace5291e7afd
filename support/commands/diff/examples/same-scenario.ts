import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from '../../../scenario/document/scenario.ts';

/** True if two versions of a scenario say the same: their documents differ at most in formatting. No example can flip then. */
export function saysTheSame(before: Scenario, after: Scenario): boolean {
  return (
    isDeepStrictEqual(before.document, after.document) && isDeepStrictEqual(contents(before), contents(after))
  );
}

/** The policy documents by path, without their formatting. */
function contents({ policies }: Scenario): ReadonlyMap<string, unknown> {
  return new Map([...policies].map(([path, text]) => [path, contentOf(text)]));
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
