import { type Html, html } from '../../documentation/html/html.ts';
import type { RecordedScenario } from '../../documentation/record/recorded-scenario.ts';
import { slug } from '../../documentation/site/addresses.ts';
import type { LabContext } from '../lab-context.ts';
import type { LabView } from '../lab-view.ts';
import { trailAddress } from '../trail-address.ts';

/** The accounts of a lab with their principals, each with the command that acts as it, and their resources. */
export function cast(context: LabContext, view: LabView): Html {
  const { scenario } = view;
  const content =
    scenario === undefined
      ? html`<p class="small soft">The lab is empty: create what you need. A root user has the 12-digit account id as access key id.</p>`
      : html`<div class="things">${scenario.accounts.map((account) => accountOf(context, view, scenario, account))}</div>`;
  return html`<section class="cast" id="cast" aria-label="Cast"><h2 class="label">Cast</h2>${content}</section>`;
}

type Account = RecordedScenario['accounts'][number];

function accountOf(context: LabContext, view: LabView, scenario: RecordedScenario, account: Account): Html {
  const { name, id, phrase } = account;
  const principals = scenario.principals.filter((principal) => principal.account === name);
  const resources = scenario.resources.filter((resource) => resource.account === name);
  const trail = `${context.link(trailAddress)}?account=${id}`;
  return html`<div><h3>${bare(phrase)} <code>${id}</code></h3><ul>${principals.map((principal) =>
    actor(view, principal.phrase, bare(principal.phrase), principal.arn),
  )}${actor(view, `the root user of ${phrase}`, 'root user', account.root)}${resources.map((resource) =>
    thing(context, resource),
  )}</ul><p class="small soft"><a href="${trail}">CloudTrail</a></p></div>`;
}

function actor(view: LabView, phrase: string, words: string, arn: string): Html {
  return html`<li><details class="actor"><summary>${words}<br><code>${lastPart(arn)}</code></summary><code class="command">${view.command('as', `"${phrase}" -- aws sts get-caller-identity`)}</code></details></li>`;
}

function thing(context: LabContext, { kind, phrase, arn }: RecordedScenario['resources'][number]): Html {
  const policy = kind === 'table' || kind === 'secret' ? 'resource policy' : `${kind} policy`;
  const href = context.link(`policies/${slug(`${policy} of ${phrase}`)}/`);
  return html`<li><a href="${href}">${bare(phrase)}</a><br><code>${lastPart(arn)}</code></li>`;
}

function bare(phrase: string): string {
  return phrase.replace(/^the /, '');
}

/** `role/transfer`, `key/1234abcd-…`; a bucket's name. */
function lastPart(arn: string): string {
  return arn.split(':').slice(5).join(':') || arn;
}
