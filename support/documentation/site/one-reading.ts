import { SpecError } from '../../scenario/spec-error.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import { type RecordedVerdicts, storeName } from './recorded-verdicts.ts';
import type { SiteExample } from './site.ts';

/**
 * The scenarios as the run that is explained read them, by name. Throws SpecError if another record of an example has
 * other texts: its lines would be those of a document that the site does not show.
 */
export function scenariosOf(verdicts: RecordedVerdicts): ReadonlyMap<string, RecordedScenario> {
  const scenarios = new Map<string, RecordedScenario>();
  for (const record of verdicts.newestFirst)
    for (const scenario of record.scenarios)
      if (!scenarios.has(scenario.name)) scenarios.set(scenario.name, scenario);
  for (const { file, rules } of verdicts.features)
    for (const example of rules.flatMap(({ examples }) => examples)) {
      const name = example.scenario ?? '';
      const read = verdicts.recordOf(file, example).scenarios.find((scenario) => scenario.name === name);
      refuseOtherTexts(scenarios.get(name), read, storeName(verdicts.main));
    }
  return scenarios;
}

function refuseOtherTexts(
  shown: RecordedScenario | undefined,
  read: RecordedScenario | undefined,
  store: string,
): void {
  if (shown === undefined || read === undefined || shown === read) return;
  const texts = new Map(read.documents.map(({ file, text }) => [file, text]));
  const other = shown.documents.find(({ file, text }) => (texts.get(file) ?? text) !== text);
  if (other === undefined) return;
  throw new SpecError(
    'unreadable-file',
    `two records of the ${store} have different texts of ${other.file}: make a site of each, or run all again`,
  );
}

/** True for an example whose result is of another commit than the record that is explained. */
export function isOfOtherCommit(example: SiteExample, verdicts: RecordedVerdicts): boolean {
  const { commit } = verdicts.recordOf(example.feature.file, example).run;
  const { main } = verdicts;
  return commit?.id !== main.run.commit?.id || commit?.changed !== main.run.commit?.changed;
}
