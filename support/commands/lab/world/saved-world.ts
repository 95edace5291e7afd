import { relative, resolve } from 'node:path';
import type { Played } from '../../../access/decision-in-scenario.ts';
import type { SigningIdentity } from '../../../client/identity.ts';
import type { FrozenLab } from '../../../gateway/serving/lab.ts';
import { Actors } from '../../../scenario/cast/actors.ts';
import type { ScenarioDocument } from '../../../scenario/document/scenario-schema.ts';
import { ProvisionedScenario } from '../../../scenario/provision/provisioned-scenario.ts';

/** The whole world of a lab, as JSON holds it. */
export interface SavedWorld {
  /** The contents of the store, and the surroundings of the accounts. */
  readonly lab: FrozenLab;
  /** Undefined for a lab without a scenario. */
  readonly scenario?: SavedScenario | undefined;
}

/** A provisioned scenario: its documents, and the names that the store chose. */
export interface SavedScenario {
  readonly name: string;
  /** Relative to the current folder. */
  readonly folder: string;
  readonly document: ScenarioDocument;
  readonly policies: Readonly<Record<string, string>>;
  readonly keyIds: Readonly<Record<string, string>>;
  readonly secretArns: Readonly<Record<string, string>>;
  /** The aliases of access points; absent in a world that was saved before they were kept. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
  /** The access keys that the lab made for its users. */
  readonly userKeys: Readonly<Record<string, SigningIdentity>>;
}

/** A scenario that is played, as JSON holds it. */
export async function savedScenario({ provisioned, actors }: Played): Promise<SavedScenario> {
  const { name, folder, document, policies } = provisioned.scenario;
  return {
    ...{ name, folder: relative(process.cwd(), folder), document },
    policies: Object.fromEntries(policies),
    ...provisioned.chosenHere,
    userKeys: await actors.userKeys(),
  };
}

/** The scenario that was saved, at the gateway of a lab. No request is sent. */
export function recalledScenario(
  saved: SavedScenario,
  gateway: Played['gateway'] & { readonly endpoint: string },
): Played {
  const { name, document } = saved;
  const scenario = {
    ...{ name, document, folder: resolve(saved.folder), warnings: [] },
    policies: new Map(Object.entries(saved.policies)),
  };
  const provisioned = new ProvisionedScenario(scenario, gateway.endpoint);
  provisioned.learnKeys(saved.keyIds);
  provisioned.learnSecrets(saved.secretArns);
  provisioned.learnAccessPoints(saved.aliases ?? {});
  return { gateway, provisioned, actors: new Actors(provisioned, saved.userKeys) };
}
