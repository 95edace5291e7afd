import { BothStores } from './ask-both.ts';
import { differences } from './compare.ts';
import { allSubjects } from './rows/all-subjects.ts';
import { startSides } from './sides.ts';

const only = process.argv[2] ?? '';
await using sides = await startSides();
const both = new BothStores(sides.embedded, sides.localstack);
const t = performance.now();
let cases = 0;
const queue = allSubjects.filter((s) => `${s.service}:${s.operation}`.startsWith(only));
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let s = queue.shift(); s; s = queue.shift()) {
      const t1 = performance.now();
      try {
        const all = await both.askAll(s);
        cases += all.length;
        for (const each of all) {
          if (each.embedded.seen.status === 0)
            console.log('NOTSENT', each.name, each.embedded.seen.code, each.embedded.seen.message);
          for (const d of differences(each))
            console.log(
              d.kind.toUpperCase(),
              d.name,
              '|',
              d.at,
              '| E:',
              d.embedded.slice(0, 160),
              '| L:',
              d.localstack.slice(0, 160),
            );
        }
        console.log('TIME', s.service, s.operation, all.length, Math.round(performance.now() - t1));
      } catch (e) {
        console.log(
          'BROKEN',
          s.service,
          s.operation,
          String(e),
          String((e as Error).cause ?? (e as Error).stack),
        );
      }
    }
  }),
);
console.log('cases', cases, performance.now() - t, 'errors', sides.internalErrors);
both.destroy();
