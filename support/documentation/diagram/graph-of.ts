import type { Graph } from '@viz-js/viz';
import { type Html, html } from '../html/html.ts';
import { visible } from '../html/visible.ts';
import type { PathAccount, PathPrincipal, PathResource } from '../site/path-ends.ts';
import type { Path } from '../site/paths.ts';

/**
 * Colors that Graphviz writes into its drawing, and that {@link drawingOf} reads as classes. No page contains them.
 */
export const COLOR_OF_DOORS = '#00000d';

/** Fonts by which Graphviz measures: its own metrics of them are known without a font file. */
const SANS = 'Arial';
export const MONO = 'Courier';

/**
 * Graphviz measures in `Arial`. The reader's font may be a tenth wider, as `Noto Sans` is. Boxes are laid out for text this much
 * larger than it is then set.
 */
export const SLACK = 1.12;
const size = (pixels: number) => pixels * SLACK;

/** A link of a drawing, by its place in the list. Its address depends on the page. */
export interface GraphLink {
  /** The outcome's id, or the place of the example; undefined for the arrow itself. */
  readonly words?: string;
  readonly path: Path;
  /** The place of the example that it leads to, among the proofs of the path. */
  readonly proof: number;
}

/** A graph for Graphviz, and the links in it. */
export interface DrawingPlan {
  readonly graph: Graph;
  readonly links: readonly GraphLink[];
}

/** The most ids that one edge carries. */
const MOST_IDS = 3;

/** The graph of paths: accounts as boxes, principals to the left, resources with their permissions as doors to the right. */
export function graphOf(paths: readonly Path[]): DrawingPlan {
  const placed = placedNodes(paths);
  const names = new Map(placed.map(({ key }, index) => [key, `n${index}`]));
  const links: GraphLink[] = [];
  const edges = paths.map((path) => ({
    tail: names.get(principalKey(path)) ?? '',
    head: names.get(resourceKey(path)) ?? '',
    attributes: edgeOf(path, links),
  }));
  const nodeOf = ({ key, attributes }: PlacedNode) => ({ name: names.get(key) ?? '', attributes });
  const inside = placed.filter(({ account }) => account !== undefined);
  const boxes = Map.groupBy(inside, ({ account }) => `${account?.scenario}\n${account?.id}`);
  const subgraphs = [...boxes.values()].map((own, index) => ({
    name: `cluster_${index}`,
    graphAttributes: {
      label: accountLabel(own[0]?.account),
      class: 'account',
      labeljust: 'l',
      fontname: SANS,
      fontsize: size(11.5),
      margin: 12,
    },
    nodes: own.map(nodeOf),
  }));
  const nodes = placed.filter(({ account }) => account === undefined).map(nodeOf);
  return { graph: { ...GRAPH, nodes, edges, subgraphs }, links };
}

/** A node with the account whose box it is in; services and anonymous callers are in none. */
interface PlacedNode {
  readonly key: string;
  readonly account: PathAccount | undefined;
  readonly attributes: NonNullable<NonNullable<Graph['nodes']>[number]['attributes']>;
}

function placedNodes(paths: readonly Path[]): readonly PlacedNode[] {
  const principals = new Map(paths.map((path) => [principalKey(path), path.principal]));
  const resources = Map.groupBy(paths, resourceKey);
  return [
    ...[...principals].map(([key, principal]) => ({
      key,
      account: principal.account,
      attributes: principalNode(principal),
    })),
    ...[...resources].flatMap(([key, own]) => {
      const resource = own[0]?.resource;
      return resource === undefined
        ? []
        : { key, account: resource.account, attributes: resourceNode(resource, own) };
    }),
  ];
}

function principalKey({ principal }: Path): string {
  return `principal\n${principal.key}`;
}

function resourceKey({ resource }: Path): string {
  return `resource\n${resource.key}`;
}

const GRAPH = {
  directed: true,
  graphAttributes: {
    rankdir: 'LR',
    newrank: true,
    nodesep: 0.32,
    ranksep: 0.8,
    bgcolor: 'transparent',
    pad: 0.05,
  },
  nodeAttributes: {
    fontname: SANS,
    fontsize: size(12),
    shape: 'box',
    style: 'rounded',
    margin: '0.12,0.05',
    height: 0.36,
  },
  edgeAttributes: { fontname: MONO, fontsize: size(10.5), arrowsize: 0.75 },
} as const;

function accountLabel(account: PathAccount | undefined): string {
  const { id = '', phrase = '' } = account ?? {};
  return labelOf(phrase === id ? `account ${id}` : `${bare(phrase)} ${id}`);
}

/** Text as a label. Graphviz reads entities in plain labels too. */
function labelOf(text: string): string {
  return drawable(text).replaceAll('&', '&amp;');
}

/** Text without characters that XML does not have. Graphviz reads `\N` as the name of a node, also in labels of HTML. */
function drawable(text: string): string {
  const known = visible(text.toWellFormed().replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' '));
  return known.trim().replaceAll('\\', '\\\\') || 'unnamed';
}

/** A name without its article: `transfer role`. */
function bare(phrase: string): string {
  return phrase.replace(/^the /, '');
}

function principalNode({ phrase, account }: PathPrincipal) {
  const short = account === undefined ? phrase : phrase.replace(/^(the root user) of .*$/, '$1');
  return { label: labelOf(bare(short)), class: 'principal' };
}

/** A resource as a table: its name, what it is, and a door for each permission. Upper half: allowed; lower half: denied. */
function resourceNode(resource: PathResource, paths: readonly Path[]) {
  const doors = [...Map.groupBy(paths, ({ permission }) => permission)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const text = html`<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#000001"><TR><TD CELLPADDING="0" WIDTH="2"></TD><TD ALIGN="LEFT" BALIGN="LEFT"><B>${drawable(bare(resource.phrase))}</B><BR/><FONT POINT-SIZE="${size(10)}">${drawable(kindOf(resource))}</FONT></TD></TR>${doors.map(([permission, own]) => door(permission, own))}</TABLE>`;
  return { label: { html: text.text }, class: 'resource', shape: 'plain', style: '' };
}

function door(permission: string, paths: readonly Path[]): Html {
  const half = (allowed: boolean) =>
    html`<TD PORT="${portOf({ permission, allowed })}" BORDER="${allowed ? 1 : 0}" SIDES="T" COLOR="${COLOR_OF_DOORS}" CELLPADDING="0" WIDTH="2" HEIGHT="14"></TD>`;
  const name = (rows: number) =>
    html`<TD ROWSPAN="${rows}" BORDER="1" SIDES="T" COLOR="${COLOR_OF_DOORS}" ALIGN="LEFT" CELLPADDING="3"><FONT FACE="${MONO}" POINT-SIZE="${size(10)}">${drawable(permission)}</FONT></TD>`;
  const both = new Set(paths.map(({ allowed }) => allowed)).size > 1;
  if (both) return html`<TR>${half(true)}${name(2)}</TR><TR>${half(false)}</TR>`;
  const port = portOf({ permission, allowed: paths[0]?.allowed ?? false });
  return html`<TR><TD PORT="${port}" BORDER="1" SIDES="T" COLOR="${COLOR_OF_DOORS}" CELLPADDING="0" WIDTH="2" HEIGHT="20"></TD>${name(1)}</TR>`;
}

function portOf({ permission, allowed }: Pick<Path, 'permission' | 'allowed'>): string {
  return `${permission.replaceAll(/[^A-Za-z0-9]/g, '_')}_${allowed ? 'allowed' : 'denied'}`;
}

const KINDS: Readonly<Record<PathResource['kind'], string>> = {
  key: 'KMS key',
  bucket: 'bucket',
  'access point': 'access point',
  table: 'table',
  secret: 'secret',
  other: '',
};

function kindOf({ kind, known }: PathResource): string {
  const by = known?.encryption;
  return by === undefined ? KINDS[kind] : `${KINDS[kind]}, encrypted with ${by}`;
}

/** Room at both sides of ids, so that edges run nearly level beneath them. */
const SPACE = html`<TD WIDTH="22"></TD>`;

function edgeOf(path: Path, links: GraphLink[]) {
  links.push({ path, proof: 0 });
  const arrow = links.length - 1;
  const label = html`<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="3"><TR>${SPACE}${wordsOf(path).map(
    ({ words, proof }) => {
      links.push({ words, path, proof });
      return html`<TD HREF="#${links.length - 1}">${drawable(words)}</TD>`;
    },
  )}</TR></TABLE>`;
  return {
    label: { html: label.text },
    headport: `${portOf(path)}:w`,
    edgeURL: `#${arrow}`,
    class: path.allowed ? 'allowed' : 'denied',
    arrowhead: path.allowed ? 'normal' : 'tee',
    tailport: 'e',
  };
}

/** The ids on a path: its outcomes that are no limits; without a register, the feature and the line. */
function wordsOf({ outcomes, proofs }: Path): readonly { readonly words: string; readonly proof: number }[] {
  const given = outcomes.filter(({ limit }) => !limit);
  if (given.length === 0)
    return proofs
      .slice(0, 1)
      .map(({ example: { feature, line } }) => ({ words: `${feature.name}:${line}`, proof: 0 }));
  return given.slice(0, MOST_IDS).map(({ id }) => ({
    words: id,
    proof: proofs.findIndex(({ example }) => example.outcomes.includes(id)),
  }));
}
