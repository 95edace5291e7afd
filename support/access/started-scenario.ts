import { clientsInProcess } from '../client/clients-in-process.ts';
import { type Lab, startLab } from '../gateway/serving/lab.ts';
import type { Surroundings } from '../gateway/surroundings/surroundings.ts';
import { Actors } from '../scenario/cast/actors.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { provision } from '../scenario/provision/provision.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { factsOf, surroundingsOf } from '../scenario/provision/surroundings-of.ts';
import type { Played } from './decision-in-scenario.ts';

/** A scenario at a gateway of its own, which ends with it. */
export interface StartedScenario extends Played, AsyncDisposable {
  readonly gateway: Lab;
}

/** A scenario whose cast is asked in this process. */
type StartedCast = Omit<StartedScenario, typeof Symbol.asyncDispose>;

/** Additions to a scenario for the questions that are asked in it. */
interface Additions {
  /** A further step while the scenario is provisioned, before its control policies apply. */
  readonly arrange?: (provisioned: ProvisionedScenario) => Promise<void>;
  /** Changes the surroundings of the scenario. */
  readonly around?: (surroundings: Surroundings) => Surroundings;
  /** A last step, in which the cast is asked in this process, under the control policies. */
  readonly introduce?: (played: StartedCast) => Promise<void>;
}

/**
 * Provisions a scenario at a new gateway, in this process. Decisions there are those of a running lab. Requests to its endpoint can be
 * sent afterwards. Throws SpecError as `provision` does.
 */
export async function startScenario(
  scenario: Scenario,
  { arrange = async () => {}, around = (surroundings) => surroundings, introduce }: Additions = {},
): Promise<StartedScenario> {
  const gateway = await startLab();
  try {
    gateway.surround(factsOf(scenario));
    const provisioned = await provision(scenario, gateway.endpoint, clientsInProcess(gateway));
    const actors = new Actors(provisioned);
    // Control policies apply only now: before, one of them could refuse what the root users arrange.
    await actors.introduceUsers();
    await arrange(provisioned);
    gateway.surround(around(surroundingsOf(provisioned, gateway.surroundings)));
    await introduce?.({ gateway, provisioned, actors });
    provisioned.sendRequests();
    return {
      ...{ gateway, provisioned, actors: await actors.withNewClients() },
      [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
    };
  } catch (error) {
    await gateway[Symbol.asyncDispose]();
    throw error;
  }
}
