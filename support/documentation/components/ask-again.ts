import { type Content, html } from '../html/html.ts';
import type { RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { SiteExample } from '../site/site.ts';

/** How a command is called, beside the one that repeats the run: `npm run explain -- W03`, `npx keyhole explain W03`. */
export function commandBeside(repeat: string, command: string, args: string): string {
  const script = /^(.*\brun )spec$/.exec(repeat);
  if (script !== null) return `${script[1]}${command} -- ${args}`;
  return `${repeat.replace(/\bspec\b.*$/, command)} ${args}`;
}

/** The commands that ask the same of keyhole: what the run decided, and what the scenario gives as its files are. */
export function askAgain(
  repeat: string,
  example: SiteExample,
  {
    request,
    permission,
  }: { readonly request: RecordedRequest; readonly permission?: RecordedPermission | undefined },
): Content {
  const what = example.outcomes[0] ?? `${example.feature.file}:${example.line}`;
  const lines = [commandBeside(repeat, 'explain', shell(what))];
  const scenario = example.feature.pattern.scenarios.find(({ name }) => name === example.scenario);
  const args = permission && scenario && decideArguments(scenario, request, permission);
  if (args !== undefined) lines.push(commandBeside(repeat, 'decide', args));
  return html`<code class="command">${lines.join('\n')}</code>${args !== undefined && html`<p class="small soft near"><code>decide</code> answers for the scenario as its files are, without the steps of the example.</p>`}`;
}

/** Callers that are not in a scenario and that decide knows: root users, services, and anonymous ones. */
const ALIKE_IN_EACH_RUN = /^(?:anonymous|arn:aws:iam::\d{12}:root|[a-z0-9.-]+\.amazonaws\.com)$/;

/** The arguments of decide; undefined for a caller or a resource that only the run had. */
function decideArguments(
  scenario: RecordedScenario,
  { principal = '', caller = '', service }: RecordedRequest,
  { action, resource, resourceName }: RecordedPermission,
): string | undefined {
  const known = scenario.resources.some(({ phrase }) => phrase === resourceName);
  // A key has an id that only the run knows. Other ARNs are the same in each run.
  const target = known ? resourceName : resource.startsWith('arn:aws:kms:') ? undefined : resource;
  const named = scenario.principals.some(({ phrase }) => phrase === caller);
  const who = named ? caller : ALIKE_IN_EACH_RUN.test(principal) ? principal : undefined;
  if (target === undefined || who === undefined) return undefined;
  const via = service === 's3' && action.startsWith('kms:') ? ' --via s3' : '';
  return `--scenario ${shell(scenario.name)} --principal ${shell(who)} --action ${shell(action)} --resource ${shell(target)}${via}`;
}

/** An argument as a shell reads it. */
function shell(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
