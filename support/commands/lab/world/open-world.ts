import type { Played } from '../../../access/decision-in-scenario.ts';
import type { Describing } from '../../../gateway/record/decision-report.ts';
import type { KmsRequestQuotas } from '../../../gateway/surroundings/request-quota.ts';
import { namesAndSources } from '../../../scenario/cast/names-and-sources.ts';
import type { ProvisionedScenario } from '../../../scenario/provision/provisioned-scenario.ts';
import { factsOf } from '../../../scenario/provision/surroundings-of.ts';
import type { LabFacts } from '../facts/lab-facts.ts';
import { playScenario, surroundingsWith } from '../play-scenario.ts';
import type { StartedLab } from '../start-chosen-lab.ts';
import { LabWorld } from './lab-world.ts';
import { recalledScenario, savedScenario } from './saved-world.ts';
import { surroundAgain } from './surround-again.ts';

/** The scenario that a lab plays, with the names and places in its explanations. */
export interface WorldOfLab extends Played {
  readonly describing: () => Describing;
}

/** The options of a lab that hold for every scenario that it plays. */
export interface WorldSettings {
  readonly quotas: KmsRequestQuotas['perSecond'];
  readonly facts: LabFacts;
}

/** The contents of a lab that has just started; `begin` provisions its scenario. */
export function openWorld(
  { gateway, contents }: Pick<StartedLab, 'gateway' | 'contents'>,
  settings: WorldSettings,
): LabWorld<WorldOfLab> {
  const { quotas, facts } = settings;
  // An empty lab has the stated facts too.
  gateway.surround(facts({ kmsRequestQuotas: { perSecond: quotas } }));
  return new LabWorld<WorldOfLab>(contents, {
    async provision(scenario) {
      const played = await playScenario(scenario, gateway, settings);
      return { ...played, describing: describingOf(played.provisioned) };
    },
    surroundAgain: ({ provisioned }) =>
      surroundAgain(gateway, () => surroundingsWith(provisioned, settings, gateway.surroundings)),
    save: savedScenario,
    recall(saved) {
      const played = recalledScenario(saved, gateway);
      return { ...played, describing: describingOf(played.provisioned) };
    },
    identify: (played) => gateway.surround({ ...gateway.surroundings, tokenIssuers: issuersOf(played) }),
  });
}

/** The names and places of a scenario; they are computed again after its policy documents changed. */
function describingOf(provisioned: ProvisionedScenario): () => Describing {
  let known: { readonly policies: unknown; readonly describing: Describing } | undefined;
  return () => {
    const { policies } = provisioned.scenario;
    if (known?.policies !== policies) known = { policies, describing: namesAndSources(provisioned) };
    return known.describing;
  };
}

/** The issuers of the tokens that this process makes: those of another process have other keys. */
function issuersOf(played: Played | undefined) {
  return played === undefined ? [] : factsOf(played.provisioned.scenario).tokenIssuers;
}
