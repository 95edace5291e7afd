import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { type FrozenLab, type Lab, startLab } from '../../serving/lab.ts';
import { BothStores } from './ask-both.ts';
import { Judge } from './judge.ts';
import { allSubjects } from './rows/all-subjects.ts';
import type { Side } from './side.ts';
import { variationsOf } from './variations.ts';

const sideOf = ({ endpoint }: Lab): Side => ({ name: 'embedded', endpoint, refusedByStore: new Set() });

/** Saves a lab as text, loads it and saves it again: both texts are equal. */
async function expectSavedAlike(lab: Lab): Promise<void> {
  const text = JSON.stringify(await lab.freeze());
  const frozen: FrozenLab = JSON.parse(text);
  await lab.thaw(frozen);
  expect(JSON.stringify(await lab.freeze())).toBe(text);
}

test.each(allSubjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
  'a lab that was saved and loaded answers %s as one that was not',
  async (_, subject) => {
    await using usual = await startLab();
    await using reloaded = await startLab();
    const stores = new BothStores(sideOf(usual), sideOf(reloaded));
    const [asked] = variationsOf(subject, 0);
    if (asked === undefined) throw new TypeError('a subject has a usual request');
    const states = await stores.open(subject.state, { accounts: [account, otherAccount] });
    await expectSavedAlike(reloaded);
    const both = await states.ask({ ...asked, shows: subject.shows });
    expect(new Judge({ all: false }).unknown([both])).toEqual([]);
    await expectSavedAlike(reloaded);
    stores.destroy();
  },
);
