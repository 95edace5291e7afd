import { accessMatrix } from '../access/access-matrix.ts';
import { startAccessWorld } from '../access/access-world.ts';
import { accessDiff } from '../access/diff/access-diff.ts';
import { compareAccess } from '../access/diff/compare-access.ts';
import { diffDocument } from '../access/diff/diff-document.ts';
import type { ScenarioVersion } from '../access/diff/scenario-version.ts';
import { startWorldPair } from '../access/diff/world-pair.ts';
import { PathFinder } from '../access/paths/find-paths.ts';
import { pathDocument } from '../access/paths/path-document.ts';
import { useMeant } from '../access/paths/use-meant.ts';
import { TableCells } from '../access/table-cells.ts';
import { growInSmallSteps } from '../node/grow-in-small-steps.ts';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import type { CompanyFigures } from './companies.ts';

// Measures one company in a process of its own: its argument is a folder with the versions `before` and `after`.
const [root = ''] = process.argv.slice(2);
const WAYS = { assume: true, change: true };
// As the commands do for a large scenario.
growInSmallSteps();
const loaded = await timed(async () => loadScenario(root, 'before'));
const ready = await timed(() => startAccessWorld(loaded.result));
const resources = ready.result.resources.filter(({ id }) => id === 'buckets.b1');
const matrix = await timed(() =>
  accessMatrix(ready.result, { resources, table: new TableCells(ready.result) }),
);
const whoCan = await timed(async () => {
  const use = useMeant('s3:GetObject', 'company-bucket-1/a.txt', ready.result);
  const finder = new PathFinder(ready.result, [use], WAYS);
  let found = 0;
  for (const who of ready.result.principals)
    for (const path of (await finder.pathsOf(who)).values())
      if (pathDocument(path, ready.result.describing)) found++;
  return found;
});
const whatCan = await timed(async () => {
  const who = ready.result.principals.find(({ id }) => id === 'roles.a1-p1');
  const paths = who && (await new PathFinder(ready.result, 'all', WAYS).pathsOf(who)).values();
  return [...(paths ?? [])].map((path) => pathDocument(path, ready.result.describing)).length;
});
const largestOfPaths = process.resourceUsage().maxRSS * 1024;
await ready.result[Symbol.asyncDispose]();
const diff = await timed(async () => {
  await using pair = await startWorldPair(versionOf('before'), versionOf('after'));
  const difference = await accessDiff(await compareAccess(pair), pair);
  return diffDocument(difference, pair, { before: 'before', after: 'after' });
});
const figures: CompanyFigures = {
  ready: loaded.seconds + ready.seconds,
  cells: matrix.result.cells.length,
  matrix: matrix.seconds,
  whoCan: whoCan.seconds,
  mayRead: whoCan.result,
  whatCan: whatCan.seconds,
  reached: whatCan.result,
  largestOfPaths,
  diff: diff.seconds,
  widened: diff.result.widened.length,
  opened: diff.result.pathsOpened.length,
  largest: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(figures));

function versionOf(name: string): ScenarioVersion {
  return { scenario: loadScenario(root, name), name, shown: (file) => file, [Symbol.dispose]: () => {} };
}

async function timed<Result>(run: () => Promise<Result>) {
  const started = performance.now();
  const result = await run();
  return { result, seconds: (performance.now() - started) / 1000 };
}
