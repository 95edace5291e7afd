import type { EmbeddedState } from './embedded-state.ts';
import { freeze } from './frozen/freeze.ts';
import type { FrozenGraph } from './frozen/frozen-graph.ts';
import { thaw } from './frozen/thaw.ts';
import type { KmsState } from './kms/kms-state.ts';
import { SealedContent } from './s3/content/sealed-content.ts';
import { SpillFile } from './s3/content/spill-file.ts';
import {
  contentsIn,
  type FreezableS3State,
  type FrozenContent,
  freezableS3,
  freezeContent,
  s3Classes,
  s3StateOf,
  thawContent,
} from './s3/frozen-s3-state.ts';
import type { SecretsState } from './secretsmanager/secrets-state.ts';

/** Everything in an embedded store, as JSON holds it: all accounts with their keys, secrets, objects and sessions. */
export interface FrozenStore {
  readonly graph: FrozenGraph;
  readonly contents: readonly FrozenContent[];
}

/** The parts of a state that are values, and no functions. */
interface FreezableState extends Omit<EmbeddedState, 's3' | 'kms' | 'secretsmanager'> {
  readonly s3: FreezableS3State;
  readonly kms: Omit<KmsState, 'now'>;
  readonly secretsmanager: Omit<SecretsState, 'now'>;
}

/** Freezes a state as it is now. Objects that are deleted while large contents are read are in it. */
export async function freezeState(state: EmbeddedState): Promise<FrozenStore> {
  const contents: SealedContent[] = [];
  const graph = freeze(freezable(state), s3Classes(contents));
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

function freezable(state: EmbeddedState): FreezableState {
  const { now: _, ...kms } = state.kms;
  const { now: __, ...secretsmanager } = state.secretsmanager;
  const { iam, sts, dynamodb } = state;
  // The services stand in one graph: a session of STS and its user of IAM stay one.
  return { iam, sts, s3: freezableS3(state.s3), kms, secretsmanager, dynamodb };
}

function stateOf(graph: FrozenGraph, contents: SealedContent[], spillFile: SpillFile): EmbeddedState {
  const { iam, sts, s3, kms, secretsmanager, dynamodb } = thaw(graph, s3Classes(contents)) as FreezableState;
  const now = () => new Date();
  return {
    ...{ iam, sts, dynamodb },
    s3: s3StateOf(s3, spillFile),
    kms: { ...kms, now },
    secretsmanager: { ...secretsmanager, now },
  };
}
