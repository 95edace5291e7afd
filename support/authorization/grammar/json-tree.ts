/** The offset at which a value of a JSON text begins (a member begins at its name), and its content. */
export interface JsonNode {
  readonly offset: number;
  readonly members: Map<string, JsonNode> | undefined;
  readonly elements: JsonNode[] | undefined;
}

/** An object or array whose end the scan has not reached yet. */
interface Open {
  readonly node: JsonNode;
  /** The step of its path from its parent: `Effect` or `[0]`. */
  readonly step: string;
  /** The name, and the offset of the name, of the member whose value comes next. */
  next: { readonly name: string; readonly offset: number } | undefined;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/gy;
const GAP = /[\s:]*/y;

/**
 * Scans a text already known to be valid JSON. The result is a tree of nodes, not a list of paths. The paths of a deeply
 * nested text have a total length that grows with the square of the text's length.
 */
export function locate(text: string): { root: JsonNode; duplicate: string | undefined } {
  const outermost: Open = { node: nodeOf('[', 0), step: '', next: undefined };
  const open: Open[] = [outermost];
  let top = outermost;
  let expectsName = false;
  let duplicate: string | undefined;
  for (const { token, offset } of tokensOf(text)) {
    if (token === ',') expectsName = top.node.members !== undefined;
    else if (token === '}' || token === ']') {
      open.pop();
      top = open.at(-1) ?? outermost;
      expectsName = false;
    } else if (expectsName) {
      top.next = { name: JSON.parse(token), offset };
      if (top.node.members?.has(top.next.name)) duplicate ??= pathOf(open, top.next.name);
      expectsName = false;
    } else {
      const step = top.next?.name ?? `[${top.node.elements?.length ?? 0}]`;
      const node = add(top, nodeOf(token, top.next?.offset ?? offset));
      if (token !== '{' && token !== '[') continue;
      top = { node, step, next: undefined };
      open.push(top);
      expectsName = token === '{';
    }
  }
  return { root: outermost.node.elements?.[0] ?? outermost.node, duplicate };
}

function nodeOf(token: string, offset: number): JsonNode {
  return {
    offset,
    members: token === '{' ? new Map() : undefined,
    elements: token === '[' ? [] : undefined,
  };
}

/** Adds a value to its parent. Of two members with the same name, the first keeps its offset. */
function add(top: Open, node: JsonNode): JsonNode {
  const { members, elements } = top.node;
  elements?.push(node);
  if (top.next !== undefined && members?.has(top.next.name) === false) members.set(top.next.name, node);
  top.next = undefined;
  return node;
}

function pathOf(open: readonly Open[], name: string): string {
  // The first entry stands for the whole text, and the second for its one value; neither has a step in the path.
  const steps = [...open.slice(2).map(({ step }) => step), name];
  return steps.map((step, i) => (i === 0 || step.startsWith('[') ? step : `.${step}`)).join('');
}

function* tokensOf(text: string): Generator<{ token: string; offset: number }> {
  let offset = 0;
  for (;;) {
    GAP.lastIndex = offset;
    offset += GAP.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return;
    yield { token, offset };
    offset += token.length;
  }
}

/** The offset of the innermost value on the way along a path. */
export function offsetOfPath(root: JsonNode, path: string): number {
  let node = root;
  let at = 0;
  while (at < path.length) {
    const next = path[at] === '[' ? elementAt(node, path, at) : memberAt(node, path, at);
    if (next === undefined || next.end <= at) break;
    node = next.node;
    at = next.end;
  }
  return node.offset;
}

interface Step {
  readonly node: JsonNode;
  /** The index at which the rest of the path begins. */
  readonly end: number;
}

function elementAt(node: JsonNode, path: string, at: number): Step | undefined {
  const close = path.indexOf(']', at);
  const index = Number(path.slice(at + 1, close));
  // A policy may hold a single value without the array around it.
  const element = node.elements === undefined && index === 0 ? node : node.elements?.[index];
  return close < 0 || element === undefined ? undefined : { node: element, end: close + 1 };
}

/** The member that the path continues with. Names may hold dots and brackets themselves, so the longest name wins. */
function memberAt(node: JsonNode, path: string, at: number): Step | undefined {
  const start = path[at] === '.' ? at + 1 : at;
  let longest: Step | undefined;
  for (const [name, member] of node.members ?? []) {
    const end = start + name.length;
    const ends = end === path.length || path[end] === '.' || path[end] === '[';
    if (ends && end > (longest?.end ?? -1) && path.startsWith(name, start)) longest = { node: member, end };
  }
  return longest;
}
