import { type Html, html } from '../../documentation/html/html.ts';
import type { RecordedScenario } from '../../documentation/record/recorded-scenario.ts';
import type { WhatIfQuestion } from '../lab-view.ts';

/** The form that asks what would be decided. It is sent by GET, so that an answer has an address. */
export function whatIfForm(scenario: RecordedScenario, asked: WhatIfQuestion | undefined): Html {
  const principals = [
    ...scenario.principals.map(({ phrase }) => phrase),
    ...scenario.accounts.map(({ root }) => root),
    'anonymous',
  ];
  const names = new Map(scenario.accounts.map(({ root, phrase }) => [root, `the root user of ${phrase}`]));
  const options = withAsked(principals, asked?.principal).map(
    (value) =>
      html`<option value="${value}"${value === asked?.principal && html` selected`}>${names.get(value) ?? value}</option>`,
  );
  const resources = scenario.resources.flatMap(({ kind, name, phrase }) =>
    kind === 'bucket'
      ? [phrase, `${name}/hello.txt`]
      : kind === 'access point'
        ? [phrase, `${phrase}/hello.txt`]
        : [phrase],
  );
  const absent = asked?.without.map((key) => `!${key}`) ?? [];
  const context = [...(asked?.context ?? []), ...absent].join(' ');
  return html`<form class="whatif" action="index.html#chosen" method="get" aria-label="What if"><label>What if<select name="principal">${options}</select></label><label>asked for<input type="text" class="m" name="action" value="${asked?.action ?? 'kms:Decrypt'}" size="20" required spellcheck="false"></label><label>on<input type="text" name="resource" value="${asked?.resource ?? resources[0] ?? ''}" size="24" required list="resources" spellcheck="false"></label><datalist id="resources">${resources.map((resource) => html`<option value="${resource}"></option>`)}</datalist><label>through<select name="via"><option value="">its own service</option><option value="s3"${asked?.viaS3 === true && html` selected`}>S3</option></select></label><label>with<input type="text" class="m" name="context" value="${context}" size="22" placeholder="aws:SourceIp=192.0.2.1" spellcheck="false"></label><button type="submit">Decide</button><p class="small soft">No request is sent and nothing changes. <code>!aws:SourceVpc</code> says that the request has no such key.</p></form>`;
}

function withAsked(principals: readonly string[], asked: string | undefined): readonly string[] {
  return asked === undefined || asked === '' || principals.includes(asked)
    ? principals
    : [asked, ...principals];
}
