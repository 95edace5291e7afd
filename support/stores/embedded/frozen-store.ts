import { type EmbeddedState, freezableParts, stateOfParts } from './embedded-state.ts';
import { freeze } from './frozen/freeze.ts';
import type { FrozenGraph } from './frozen/frozen-graph.ts';
import { thaw } from './frozen/thaw.ts';
import { SealedContent } from './s3/content/sealed-content.ts';
import { SpillFile } from './s3/content/spill-file.ts';
import {
  contentsIn,
  type FrozenContent,
  freezeContent,
  s3Classes,
  thawContent,
} from './s3/frozen-s3-state.ts';

/** Everything in an embedded store, as JSON holds it: all accounts with their keys, secrets, objects and sessions. */
export interface FrozenStore {
  readonly graph: FrozenGraph;
  readonly contents: readonly FrozenContent[];
}

/** Freezes a state as it is now. Objects that are deleted while large contents are read are in it. */
export async function freezeState(state: EmbeddedState): Promise<FrozenStore> {
  const contents: SealedContent[] = [];
  const graph = freeze(freezableParts(state), s3Classes(contents));
  const releases = contents.map((content) => content.hold(contents));
  try {
    const frozen: FrozenContent[] = [];
    for (const content of contents) frozen.push(await freezeContent(content));
    return { graph, contents: frozen };
  } finally {
    for (const release of releases) release();
  }
}

/** The state that was frozen. Throws TypeError, RangeError or node's error if it is broken. */
export async function thawState({ graph, contents }: FrozenStore): Promise<EmbeddedState> {
  const spillFile = new SpillFile();
  const thawed: SealedContent[] = [];
  for (const content of contents) thawed.push(await thawContent(content, spillFile));
  return stateOf(graph, thawed, spillFile);
}

/** As {@link thawState}, without the contents of objects, which cannot be read in it. */
export function thawWithoutContents({ graph, contents }: FrozenStore): EmbeddedState {
  const hollow = contents.map(
    ({ size, nonce }) =>
      new SealedContent(size, Buffer.from(nonce, 'base64'), { kind: 'memory', sealed: [] }),
  );
  return stateOf(graph, hollow, new SpillFile());
}

/** The bytes of all contents in a state. */
export function bytesStored({ s3 }: EmbeddedState): number {
  return contentsIn(s3).reduce((sum, { size }) => sum + size, 0);
}

function stateOf(graph: FrozenGraph, contents: SealedContent[], spillFile: SpillFile): EmbeddedState {
  return stateOfParts(thaw(graph, s3Classes(contents)), spillFile);
}
