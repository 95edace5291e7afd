import { cloudTrailEvents } from '../../../gateway/record/cloudtrail/cloudtrail-events.ts';
import { pagesPath } from '../../../gateway/serving/lab-pages.ts';
import { LabPage } from '../../../lab-page/lab-page.ts';
import type { PageIdentity } from '../../../lab-page/page-identity.ts';
import { invocation } from '../../invocation.ts';
import type { LiveDocuments } from './live-documents.ts';
import { extentOf } from './policies/held-policies.ts';
import { PoliciesOfPage } from './policies/policies-of-page.ts';
import { accountPhrase, scenarioExtent } from './policies/setters.ts';
import type { RequestsOfLab } from './requests-of-lab.ts';
import { scenarioOfLab } from './scenario-of-lab.ts';
import type { ShownLab } from './shown-lab.ts';
import { storeOf } from './store-of.ts';
import { whatIfOfPage } from './what-if-of-page.ts';

/** The parts of a lab's page that exist before the page is asked for. */
interface Followed {
  readonly requests: RequestsOfLab;
  readonly documents: LiveDocuments;
  readonly started: Date;
  readonly identity: PageIdentity;
}

/** The page of a lab that is ready. */
export function pageOfLab(
  { gateway, place, describing, played }: ShownLab,
  { requests, documents, started, identity }: Followed,
): LabPage {
  const accounts = () =>
    extentOf(gateway, scenarioExtent(played)).accounts.map((id) => ({
      id,
      phrase: accountPhrase(id, played),
    }));
  const view = {
    ...{ endpoint: gateway.endpoint, store: storeOf(place), started, accounts },
    hostNames: place.hostName ?? [],
    scenario: played && scenarioOfLab(played.provisioned),
    requests: requests.list,
    request: requests.find,
    document: documents.find,
    policies: new PoliciesOfPage({ gateway, describing, played, requests }),
    cloudTrail: (account) => cloudTrailEvents(gateway.decisionLog.records(), account),
    cloudTrailOf(id, account) {
      const record = gateway.decisionLog.get(id);
      return record === undefined ? [] : cloudTrailEvents([record], account);
    },
    decide: played && ((question) => whatIfOfPage(question, played, requests)),
    command: (name, args) => invocation(name, args),
  } satisfies ConstructorParameters<typeof LabPage>[0];
  return new LabPage(view, pagesPath, identity);
}
