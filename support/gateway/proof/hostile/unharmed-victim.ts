import { afterEach, beforeEach, expect } from '@jest/globals';
import { startVictim, type Victim } from './victim.ts';

/** For tests: each test of the file attacks its own victim, and fails if the victim was harmed. */
export function unharmedVictim(): () => Victim {
  let victim: Victim;
  let before: unknown;
  beforeEach(async () => {
    victim = await startVictim();
    before = await victim.state();
  });
  afterEach(async () => {
    await using attacked = victim;
    expect(await attacked.state()).toEqual(before);
    expect(attacked.internalErrors).toEqual([]);
  });
  return () => victim;
}
