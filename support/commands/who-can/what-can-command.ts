import { styleText } from 'node:util';
import { ACTIONS_OF_CLASS, type AccessClass } from '../../access/access-classes.ts';
import { classesOf, usesOf } from '../../access/access-matrix.ts';
import type { AccessResource } from '../../access/access-resources.ts';
import { type AccessWorld, startAccessWorld } from '../../access/access-world.ts';
import { nameOfUse } from '../../access/grouped-results.ts';
import { outsiderMeant } from '../../access/outsiders.ts';
import { PathFinder } from '../../access/paths/find-paths.ts';
import { type PathDocument, pathDocument } from '../../access/paths/path-document.ts';
import { principalsMeant } from '../../access/scope-meant.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { chosenScenario } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { Progress } from '../progress.ts';
import { differenceLines, differenceOf, expectedNames } from './expected-names.ts';
import { manyWays } from './many-ways.ts';
import { headingOf, pathLines, WAYS } from './path-text.ts';
import { type WhoCanOptions, waysUpTo } from './who-can-command.ts';

/** A principal, and how to print what it can do. */
export interface WhatCanOptions extends Omit<WhoCanOptions, 'action' | 'resource'> {
  readonly principal: string;
}

/** An access that a principal has on some way. */
interface Possible {
  readonly resource: AccessResource;
  readonly access: AccessClass;
  readonly path: PathDocument;
}

/**
 * `keyhole what-can`: what a principal can do with every resource of a scenario. Resolves with the exit code: 1 if it can do other
 * things than expected. Throws SpecError for an invalid argument or document.
 */
export async function runWhatCan(options: WhatCanOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const scenario = chosenScenario(options.scenario, options);
  const outsider = outsiderMeant(options.principal, scenario);
  await using world = await startAccessWorld(scenario, {
    outsiders: outsider === undefined ? [] : [outsider],
  });
  const [who] = principalsMeant([options.principal], world);
  if (who === undefined) throw new SpecError('unknown-name', `${options.principal} is not a principal`);
  const expected = expectedNames(options.expect)?.map((text) => accessMeant(text, world));
  const finder = new PathFinder(world, 'all', waysUpTo(options.by));
  const progress = new Progress('principals that it can become', undefined);
  const paths = await finder.pathsOf(who, () => progress.step());
  progress.end();
  const found: Possible[] = [];
  for (const resource of world.resources)
    for (const access of classesOf(resource.kind))
      for (const use of usesOf(resource, access)) {
        const path = paths.get(nameOfUse(use));
        if (path !== undefined) found.push({ resource, access, path: pathDocument(path, world.describing) });
      }
  const open: string[] = [];
  for (const use of finder.mayHave(who))
    if (!paths.has(nameOfUse(use)) && (await finder.direct(who, use)) === 'undecidable')
      open.push(`${use.action.action} on ${use.resource.name}`);
  const names = [...new Set(found.map(nameOf))];
  const difference = expected && differenceOf(expected, names);
  if (options.json) {
    const accesses = found.map(({ resource, access, path }) => ({
      resource: resource.id,
      class: access,
      ...path,
    }));
    const document = { version: 1, scenario: scenario.name, principal: who.id, by: options.by, accesses };
    process.stdout.write(
      `${JSON.stringify({ ...document, undecidable: open, ...difference }, undefined, 2)}\n`,
    );
  } else {
    const lines = [styleText('bold', who.name), ...groups(found), ...notes(found, open)];
    process.stdout.write(`${lines.join('\n')}\n`);
    if (difference)
      process.stderr.write(
        differenceLines(difference)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
  const isAsExpected = !difference || difference.missing.length + difference.unexpected.length === 0;
  return isAsExpected && open.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** An access in words: `read the write-only bucket`. */
function nameOf({ access, resource }: Pick<Possible, 'access' | 'resource'>): string {
  return `${access} ${resource.name}`;
}

/** The access that words mean, in the words of the scenario. Throws SpecError `unknown-name`. */
function accessMeant(text: string, { resources }: AccessWorld): string {
  for (const resource of resources)
    for (const access of classesOf(resource.kind))
      for (const name of [resource.name, resource.id])
        if (text === `${access} ${name}`) return nameOf({ access, resource });
  const [first = ''] = text.split(' ');
  const kinds = Object.values(ACTIONS_OF_CLASS).some((classes) => Object.keys(classes).includes(first));
  const hint = kinds
    ? `the resources are ${resources.map(({ name }) => name).join(', ')}`
    : 'begin with a class of access, as in "read the shared bucket"';
  throw new SpecError('unknown-name', `--expect "${text}" is no access that can be asked for: ${hint}`);
}

function groups(found: readonly Possible[]): readonly string[] {
  return Object.entries(WAYS).flatMap(([kind, heading]) => {
    const of = found.filter(({ path }) => path.path === kind);
    if (of.length === 0) return [];
    const lines = manyWays(of, {
      linesOf: ({ resource, access, path }) => pathLines(path, titleOf(resource, access, path)),
      nameOf: ({ resource }) => resource.name,
      groupOf: ({ resource, access }) => `${access} a ${resource.kind}`,
    });
    return ['', headingOf(heading, of.length), ...lines];
  });
}

function titleOf({ name }: AccessResource, access: AccessClass, { access: use }: PathDocument): string {
  const object = use.object === undefined ? '' : `, ${use.object}`;
  return `${access} ${name}${object} (${use.actions.join(' + ')})`;
}

function notes(found: readonly Possible[], open: readonly string[]): readonly string[] {
  const lines = found.length === 0 ? ['  nothing'] : [];
  if (open.length === 0) return lines;
  return [...lines, '', ...wrapLines(`not decided: ${open.join(', ')}`, outputWidth())];
}
