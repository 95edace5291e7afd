import { styleText } from 'node:util';
import { type AccessWorld, startAccessWorld } from '../../access/access-world.ts';
import { outsiderMeant } from '../../access/outsiders.ts';
import { PathFinder, type Ways } from '../../access/paths/find-paths.ts';
import { type PathDocument, pathDocument } from '../../access/paths/path-document.ts';
import { useMeant } from '../../access/paths/use-meant.ts';
import { principalsMeant } from '../../access/scope-meant.ts';
import { accountOf } from '../../aws/principal.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { chosenScenario } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { Progress } from '../progress.ts';
import type { SourceOptions } from '../source-options.ts';
import { differenceLines, differenceOf, expectedNames } from './expected-names.ts';
import { manyWays } from './many-ways.ts';
import { headingOf, pathLines, WAYS } from './path-text.ts';
import { takenByToken } from './taken-by-token.ts';

/** The ways that a command searches. */
export type SearchedWays = 'directly' | 'assume' | 'change';

/** An access, and how to print who has it. */
export interface WhoCanOptions extends SourceOptions {
  readonly action: string;
  readonly resource: string;
  readonly scenario?: string | undefined;
  readonly scenarios?: string | undefined;
  /** The farthest way that counts: `assume` includes `directly`, and `change` both. */
  readonly by: SearchedWays;
  readonly expect?: readonly string[] | undefined;
  readonly json: boolean;
}

/** The ways that are searched up to the farthest. */
export function waysUpTo(by: SearchedWays): Ways {
  return { assume: by !== 'directly', change: by === 'change' };
}

/**
 * `keyhole who-can`: who has an access, by which statements and on which way. Resolves with the exit code: 1 if others can than
 * expected. Throws SpecError for an invalid argument or document.
 */
export async function runWhoCan(options: WhoCanOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const scenario = chosenScenario(options.scenario, options);
  const named = expectedNames(options.expect) ?? [];
  const outsiders = named.flatMap((words) => outsiderMeant(words, scenario) ?? []);
  await using world = await startAccessWorld(scenario, { outsiders });
  const use = useMeant(options.action, options.resource, world);
  const names = expectedNames(options.expect);
  const expected = names && (names.length === 0 ? [] : principalsMeant(names, world).map(({ name }) => name));
  const finder = new PathFinder(world, [use], waysUpTo(options.by));
  const concerned = await finder.concerned();
  const progress = new Progress('principals', concerned?.size ?? world.principals.length);
  const found: PathDocument[] = [];
  const open: string[] = [];
  for (const who of world.principals) {
    const [path] = (await finder.pathsOf(who)).values();
    if (path !== undefined) found.push(pathDocument(path, world.describing));
    else if ((await finder.direct(who, use)) === 'undecidable') open.push(who.name);
    if (concerned?.has(who.id) !== false) progress.step();
  }
  progress.end();
  const difference =
    expected === undefined
      ? undefined
      : differenceOf(
          expected,
          found.map(({ principalName }) => principalName),
        );
  const what = `${[use.action.action, ...(use.action.kms && use.resource.key ? [use.action.kms] : [])].join(' with ')} on ${options.resource}`;
  if (options.json) {
    const asked = { action: options.action, resource: options.resource, by: options.by };
    const document = { version: 1, scenario: scenario.name, ...asked, paths: found, undecidable: open };
    process.stdout.write(`${JSON.stringify({ ...document, ...difference }, undefined, 2)}\n`);
  } else {
    const others = world.principals.length - found.length - open.length;
    const title = wrapLines(what, outputWidth()).map((line) => styleText('bold', line));
    const end = [...totals(others, open, options.by), ...(await takenByToken(world, finder, use))];
    const lines = [...title, ...groups(found, world), '', ...end];
    process.stdout.write(`${lines.join('\n')}\n`);
    if (difference !== undefined)
      process.stderr.write(
        differenceLines(difference)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
  const isAsExpected =
    difference === undefined || (difference.missing.length === 0 && difference.unexpected.length === 0);
  return isAsExpected && open.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function groups(found: readonly PathDocument[], { principals }: AccessWorld): readonly string[] {
  const accounts = new Map(
    principals.map(({ id, account, principal }) => [id, account ?? accountOf(principal)]),
  );
  return Object.entries(WAYS).flatMap(([kind, heading]) => {
    const of = found.filter(({ path }) => path === kind);
    if (of.length === 0) return [];
    const lines = manyWays(of, {
      linesOf: (path) => pathLines(path),
      nameOf: ({ principalName }) => principalName,
      groupOf: ({ principal }) => {
        const account = accounts.get(principal);
        return account === undefined ? 'without an account' : `in the account ${account}`;
      },
    });
    return ['', headingOf(heading, of.length), ...lines];
  });
}

function totals(others: number, open: readonly string[], by: SearchedWays): readonly string[] {
  const reach = {
    directly: ' directly',
    assume: ', not even by assuming roles',
    change: ', not even after two of the changes that --help lists',
  }[by];
  const lines = wrapLines(
    `${others} other ${others === 1 ? 'principal' : 'principals'} cannot${reach}`,
    outputWidth(),
  );
  if (open.length === 0) return lines;
  return [...lines, ...wrapLines(`not decided for: ${open.join(', ')}`, outputWidth())];
}
