import { expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

/** Work that says when it begins and ends. */
function recorded(events: string[], name: string, ends: Promise<unknown> = Promise.resolve()) {
  return async () => {
    events.push(`${name} begins`);
    await ends;
    events.push(`${name} ends`);
    return name;
  };
}

test('work about one thing is done one after the other, whatever becomes of it', async () => {
  const turns = new Turns();
  const events: string[] = [];
  const held = Promise.withResolvers<void>();
  const first = turns.take('tags', recorded(events, 'first', held.promise));
  const second = turns.take('tags', recorded(events, 'second'));
  expect(events).toEqual(['first begins']);
  held.reject(new Error('it failed'));
  await expect(first).rejects.toThrow('it failed');
  expect(await second).toBe('second');
  expect(events).toEqual(['first begins', 'second begins', 'second ends']);
});

test('work about another thing, or after the last, begins at once', async () => {
  const turns = new Turns();
  const events: string[] = [];
  const held = Promise.withResolvers<void>();
  const first = turns.take('tags of one', recorded(events, 'one', held.promise));
  const other = turns.take('tags of another', recorded(events, 'other'));
  expect(events).toEqual(['one begins', 'other begins']);
  held.resolve();
  await Promise.all([first, other]);
  const later = turns.take('tags of one', recorded(events, 'later'));
  expect(events.at(-1)).toBe('later begins');
  await later;
});
