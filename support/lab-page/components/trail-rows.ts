import { mark } from '../../documentation/components/marks.ts';
import { worded } from '../../documentation/components/words.ts';
import { type Html, html } from '../../documentation/html/html.ts';
import type { RecordedScenario } from '../../documentation/record/recorded-scenario.ts';
import type { CloudTrailEvent } from '../../gateway/record/cloudtrail/cloudtrail-event.ts';
import { highlightedJson } from './highlighted-json.ts';

/** The choice of the events that are listed; an empty text is for all of them. */
export interface TrailFilter {
  readonly name: string;
  readonly principal: string;
}

/** True for an event that a filter lets pass. */
export function isListed(
  event: CloudTrailEvent,
  { name, principal }: TrailFilter,
  scenario: RecordedScenario | undefined,
): boolean {
  return (
    (name === '' || event.eventName === name) &&
    (principal === '' || identityWords(event, scenario) === principal)
  );
}

/**
 * The caller of an event in words. Of a caller of another account, CloudTrail tells the account and the unique id alone, so the
 * words do so too.
 */
export function identityWords(
  { userIdentity }: CloudTrailEvent,
  scenario: RecordedScenario | undefined,
): string {
  const { type, arn = '', accountId, principalId, sessionContext } = userIdentity;
  const { accounts = [], principals = [] } = scenario ?? {};
  const account = accounts.find(({ id }) => id === accountId);
  const owner = account?.phrase ?? `the account ${accountId}`;
  if (type === 'AWSAccount') return `${principalId} of ${owner}`;
  if (type === 'Root') return `the root user of ${owner}`;
  const own = sessionContext?.sessionIssuer.arn ?? arn;
  return principals.find((principal) => principal.arn === own)?.phrase ?? arn;
}

/** An event as one row, which opens to its JSON. */
export function trailRow(event: CloudTrailEvent, scenario: RecordedScenario | undefined): Html {
  const { eventID, eventTime, eventName, errorCode, userIdentity, resources = [] } = event;
  const answer = errorCode === undefined ? 'allowed' : errorCode === 'AccessDenied' ? 'denied' : 'failed';
  const through = userIdentity.invokedBy;
  const keys = resources.map(({ ARN }) => nameOfResource(ARN, scenario));
  return html`<li data-id="${eventID}"><details class="event"><summary><time datetime="${eventTime}">${eventTime.slice(11, 19)}</time><span class="is-${answer}">${mark(answer)}<span class="visually-hidden">${answer === 'allowed' ? 'succeeded' : 'failed'}</span></span><span><b>${eventName}</b> ${worded(identityWords(event, scenario))}${keys.length > 0 && html` <span class="on">${keys.join(', ')}</span>`}${through !== undefined && html` <span class="soft">through ${through}</span>`}${errorCode !== undefined && html`<span class="why">${errorCode}</span>`}</span></summary>${highlightedJson(event)}</details></li>`;
}

function nameOfResource(arn: string, scenario: RecordedScenario | undefined): string {
  const known = scenario?.resources.find((resource) => resource.arn === arn)?.phrase;
  return known ?? (arn.split(':').slice(5).join(':') || arn);
}
