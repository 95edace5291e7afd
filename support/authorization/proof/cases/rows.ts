import { describe, expect, test } from '@jest/globals';
import { type Actor, OBJECT } from './actors.ts';
import { decideCase, type Keys, type Matter, type Policies, summary } from './short-policies.ts';

/** One case on one line: its sentence, the actor, the action, the policies, and the {@link summary} of the decision. */
export type Row = readonly [
  sentence: string,
  actor: Actor,
  action: string,
  policies: Policies & Matter & { readonly resource?: string; readonly keys?: Keys },
  expected: string,
];

/** Makes each row a test, under a title and the AWS page that is the source of the rows. */
export function decides(title: string, source: string, rows: readonly Row[]): void {
  describe(`deciding on ${title} (${source})`, () => {
    test.each(rows)('%s', (_sentence, actor, action, policies, expected) => {
      const resource = action.startsWith('s3:') ? { resource: OBJECT } : {};
      expect(summary(decideCase(actor, action, { ...resource, ...policies }))).toBe(expected);
    });
  });
}
