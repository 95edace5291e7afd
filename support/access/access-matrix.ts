import type { Layer } from '../authorization/terms/decision.ts';
import {
  ACTIONS_OF_CLASS,
  type AccessClass,
  accessClasses,
  type ClassAction,
  type ResourceKind,
} from './access-classes.ts';
import { AccessGates } from './access-gates.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import { decideUse } from './decide-use.ts';
import { type ClassOutcome, exploreClasses, toldClass, undecidedClass } from './explore-classes.ts';
import { isOfServices } from './keys-of-services.ts';
import { servicesNamed } from './resource-policies.ts';
import { isWithinReach, mayAsk, openToHolder } from './token-holders.ts';
import { openOrganization } from './unknown-organization.ts';

/** The result of one use, over all classes of requests. */
export type UseResult = 'allowed' | 'denied' | 'conditional' | 'undecidable';

/** One use of a cell, decided. */
export interface UseAccess {
  readonly use: AccessUse;
  readonly result: UseResult;
  /** Every class of requests that was told apart; one if nothing depends on a condition key. */
  readonly classes: readonly ClassOutcome[];
}

/** The access of a principal to a resource, in one class. */
export interface AccessCell {
  readonly principal: AccessPrincipal;
  readonly resource: AccessResource;
  readonly access: AccessClass;
  /** `partly` if some uses are allowed and others are not. */
  readonly result: UseResult | 'partly';
  /** The layer that refused; undefined if it was no policy, and for other results. */
  readonly layer?: Layer | undefined;
  readonly uses: readonly UseAccess[];
}

/** The access of every principal to every resource of a scenario. */
export interface AccessMatrix {
  readonly scenario: string;
  readonly cells: readonly AccessCell[];
}

/** Gives cells, and decides those alone that it does not know. */
interface DecidesCells {
  cell(asked: AskedCell, decide: () => Promise<AccessCell>): Promise<AccessCell>;
}

/** A cell before it is decided. */
export type AskedCell = Pick<AccessCell, 'principal' | 'resource' | 'access'>;

/** The part of a matrix that is asked for; everything by default. */
export interface MatrixScope {
  readonly resources?: readonly AccessResource[] | undefined;
  readonly principals?: readonly AccessPrincipal[] | undefined;
  readonly onCell?: (() => void) | undefined;
  /** The cells of a table, if what it shows is enough. */
  readonly table?: DecidesCells | undefined;
}

/** The condition keys that a matrix leaves open if policies test them, unless the scenario states them. */
const OPEN = [
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:currenttime',
  'aws:epochtime',
] as const;

/** Decides every cell of a matrix without a request. */
export async function accessMatrix(world: AccessWorld, scope: MatrixScope = {}): Promise<AccessMatrix> {
  const cells: AccessCell[] = [];
  for await (const cell of matrixCells(world, scope)) cells.push(cell);
  return { scenario: world.played.provisioned.scenario.name, cells };
}

/** Decides the cells of a matrix one by one, so that not all of their decisions are held at once. */
export async function* matrixCells(world: AccessWorld, scope: MatrixScope = {}): AsyncGenerator<AccessCell> {
  const { resources = world.resources, principals = world.principals, onCell = () => {}, table } = scope;
  const gates = new AccessGates(world);
  for (const resource of resources)
    for (const principal of principals)
      for (const access of classesOf(resource.kind)) {
        if (!isAsked(principal, resource, gates)) continue;
        const cell = { principal, resource, access };
        const decide = () => accessCell(world, { ...cell, open: openKeys(world, principal) });
        yield await (table === undefined ? decide() : table.cell(cell, decide));
        onCell();
      }
}

/** The number of cells that a matrix has. */
export function countCells(world: AccessWorld): number {
  const { resources, principals } = world;
  const gates = new AccessGates(world);
  return resources.reduce((sum, resource) => {
    const rows = principals.filter((principal) => isAsked(principal, resource, gates)).length;
    return sum + rows * classesOf(resource.kind).length;
  }, 0);
}

/** The classes of access that a kind of resource has. */
export function classesOf(kind: ResourceKind): readonly AccessClass[] {
  return accessClasses.filter((access) => ACTIONS_OF_CLASS[kind][access] !== undefined);
}

/** The keys that are open in a matrix for a principal: policies test them, and the scenario does not state them. */
export function openKeys(world: AccessWorld, { principal }: AccessPrincipal): readonly string[] {
  const known = ofEveryone.get(world.samples) ?? openToEveryone(world);
  ofEveryone.set(world.samples, known);
  const { keys } = world.samples;
  if (principal.type === 'WebIdentity') return [...known, ...openToHolder(principal, keys)];
  if (principal.type === 'Service') return [...known, ...keys.filter(isOfServices)];
  const ofCaller = openOrganization(world.played.provisioned.scenario.document, principal, keys);
  return ofCaller.length === 0 ? known : [...known, ...ofCaller];
}

const ofEveryone = new WeakMap<AccessWorld['samples'], readonly string[]>();

function openToEveryone({ samples, played }: AccessWorld): readonly string[] {
  const stated = new Set(
    Object.keys(played.provisioned.scenario.document.assume).map((key) => key.toLowerCase()),
  );
  return OPEN.filter((key) => samples.keys.includes(key) && !stated.has(key));
}

/** Holders of tokens can only assume roles. Services assume roles, and have access to resources whose policies name them. */
function isAsked({ principal }: AccessPrincipal, resource: AccessResource, gates: AccessGates): boolean {
  if (principal.type === 'WebIdentity') return resource.kind === 'role' && isWithinReach(principal, resource);
  if (principal.type !== 'Service' || resource.kind === 'role') return true;
  const policy = gates.policyOf(resource);
  return policy !== undefined && policy !== 'unread' && servicesNamed([policy]).includes(principal.service);
}

/** The uses of a class of access on a resource: each action, on each object that stands for others. */
export function usesOf(resource: AccessResource, access: AccessClass): readonly AccessUse[] {
  return (ACTIONS_OF_CLASS[resource.kind][access] ?? []).flatMap((action) => usesOfAction(resource, action));
}

/** The uses of a class of access that a principal can ask for. */
export function usesFor(
  { principal }: AccessPrincipal,
  resource: AccessResource,
  access: AccessClass,
): readonly AccessUse[] {
  return usesOf(resource, access).filter(({ action }) => mayAsk(principal, action.action));
}

/** The uses of one action: on the resource, or on each object that stands for others. */
export function usesOfAction(resource: AccessResource, action: ClassAction): readonly AccessUse[] {
  return action.onObject
    ? resource.objects.map((object) => ({ action, resource, object }))
    : [{ action, resource }];
}

/** Decides one cell. */
export async function accessCell(
  world: AccessWorld,
  {
    principal,
    resource,
    access,
    open,
  }: Pick<AccessCell, 'principal' | 'resource' | 'access'> & { readonly open: readonly string[] },
): Promise<AccessCell> {
  const uses: UseAccess[] = [];
  for (const use of usesFor(principal, resource, access))
    uses.push(await decidedUse(world, principal, use, open));
  const result = resultOfCell(uses);
  const layer = result === 'denied' ? layerOf(uses) : undefined;
  return { principal, resource, access, result, layer, uses };
}

/** Decides a use for every class of requests. */
export async function decidedUse(
  world: AccessWorld,
  principal: AccessPrincipal,
  use: AccessUse,
  open: readonly string[],
): Promise<UseAccess> {
  const samples = world.samplesFor(principal, [use.resource]);
  const classes = await exploreClasses((when) => decideUse(world, principal, use, { when, open, samples }), {
    samples,
    undecided: undecidedClass,
  });
  return { use, result: resultOfUse(classes), classes };
}

/** The result of a use from all of its classes of requests. */
export function resultOfUse(classes: readonly ClassOutcome[]): UseResult {
  const results = new Set(classes.map(({ result }) => result));
  const [only] = results;
  if (results.has('undecidable') || only === undefined) return 'undecidable';
  return results.size === 1 ? only : 'conditional';
}

function resultOfCell(uses: readonly UseAccess[]): AccessCell['result'] {
  const results = new Set(uses.map(({ result }) => result));
  const [only] = results;
  if (results.has('undecidable') || only === undefined) return 'undecidable';
  return results.size === 1 ? only : 'partly';
}

/** The layer of the denial that came the farthest: on some object every other layer may allow. */
function layerOf(uses: readonly UseAccess[]): Layer | undefined {
  const classes = uses.flatMap((use) => use.classes);
  const last = toldClass(classes, 'denied')?.decisions.at(-1);
  return last?.result === 'Denied' ? last.layer : undefined;
}
