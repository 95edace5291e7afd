import type { RecordedRequest } from '../record/recorded-decision.ts';
import { once } from './once.ts';
import type { Site, SiteExample, SitePrincipal } from './site.ts';

/** A request with the example that made it. */
export interface RequestOfExample {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
}

/** The requests that a principal made in the examples of its scenario. */
export function requestsOf(site: Site, { scenario, arn }: SitePrincipal): readonly RequestOfExample[] {
  return byCaller(site).get(keyOf(scenario.name, arn)) ?? [];
}

/** The requests to assume a role, or to hand it to a service. */
export function requestsFor(site: Site, { scenario, arn }: SitePrincipal): readonly RequestOfExample[] {
  return byRole(site).get(keyOf(scenario.name, arn)) ?? [];
}

const byCaller = once((site: Site) =>
  Map.groupBy(allRequests(site), ({ example: { scenario = '' }, request: { principal = '' } }) =>
    keyOf(scenario, principal),
  ),
);

const byRole = once((site: Site) => {
  const roles = allRequests(site).flatMap((entry) =>
    entry.request.decisions
      .filter(({ action }) => action === 'sts:AssumeRole')
      .map(({ resource }) => ({ entry, role: keyOf(entry.example.scenario ?? '', resource) })),
  );
  const groups = Map.groupBy(roles, ({ role }) => role);
  return new Map([...groups].map(([role, all]) => [role, all.map(({ entry }) => entry)]));
});

function allRequests(site: Site): readonly RequestOfExample[] {
  return site.examples.flatMap((example) => example.requests.map((request) => ({ example, request })));
}

/** A principal within a scenario. A role and its sessions are one; the path of a role is not in the ARN of a session. */
function keyOf(scenario: string, arn: string): string {
  const [, account, role] =
    /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ??
    /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn) ??
    [];
  return `${scenario}\n${role === undefined ? arn : `role ${account} ${role}`}`;
}
