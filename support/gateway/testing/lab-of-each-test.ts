import { afterEach, beforeEach } from '@jest/globals';
import { type LabUnderTest, labUnderTest } from './lab-under-test.ts';

/** For tests: each test of the file has its own empty lab, and fails if keyhole itself failed in it. */
export function labOfEachTest(): Omit<LabUnderTest, keyof AsyncDisposable> {
  let present: LabUnderTest;
  beforeEach(async () => {
    present = await labUnderTest();
  });
  afterEach(async () => {
    await present[Symbol.asyncDispose]();
  });
  return {
    get lab() {
      return present.lab;
    },
    as: (...who) => present.as(...who),
    user: (...asked) => present.user(...asked),
  };
}
