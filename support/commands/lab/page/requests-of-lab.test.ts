import { expect, test } from '@jest/globals';
import { type DecisionRecord, MemoryDecisionLog } from '../../../gateway/record/decision-log.ts';
import { PLAIN } from '../../../gateway/record/decision-report.ts';
import { RequestsOfLab } from './requests-of-lab.ts';

function record(id: string): DecisionRecord {
  return { id, time: new Date(0), decisions: [], response: { status: 200 } };
}

function labThatIsReady(capacity = 1000) {
  const log = new MemoryDecisionLog(capacity);
  for (const id of ['arranged-1', 'arranged-2']) log.add(record(id));
  const requests = new RequestsOfLab(
    () => log,
    () => PLAIN,
  );
  const ids = (after?: string) => requests.list(after).map(({ id }) => id);
  return { log, requests, ids };
}

test('the requests that arranged a scenario are not listed', () => {
  const { log, requests, ids } = labThatIsReady();
  expect(ids()).toEqual([]);
  for (const id of ['a', 'b', 'c']) log.add(record(id));
  expect(ids()).toEqual(['a', 'b', 'c']);
  expect(ids('a')).toEqual(['b', 'c']);
  expect(ids('unknown')).toEqual(['a', 'b', 'c']);
  expect(ids('c')).toEqual([]);
  expect(requests.find('b')?.id).toBe('b');
  expect(requests.find('unknown')).toBeUndefined();
});

test('a lab that has forgotten how it began lists what it has', () => {
  const { log, ids } = labThatIsReady(3);
  for (const id of ['a', 'b', 'c', 'd']) log.add(record(id));
  expect(ids()).toEqual(['b', 'c', 'd']);
});

test('requests of the page itself are not listed, and a stream waits while it asks', async () => {
  const { log, requests, ids } = labThatIsReady();
  log.add(record('a'));
  await requests.asking(async (note) => {
    log.add(record('own'));
    expect(ids('a')).toEqual([]);
    note('own');
  });
  log.add(record('b'));
  expect(ids('a')).toEqual(['b']);
  expect(ids()).toEqual(['a', 'b']);
});

test('a question that fails lets the stream go on', async () => {
  const { log, requests, ids } = labThatIsReady();
  log.add(record('a'));
  await expect(requests.asking(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  log.add(record('b'));
  expect(ids('a')).toEqual(['b']);
});
