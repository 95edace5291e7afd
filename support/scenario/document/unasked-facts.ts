import { readJsonText } from '../../authorization/grammar/json-text.ts';
import type { PlaceInText, ShownPlace } from './document-place.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/** A document with its placeholders filled in, and how its places are shown. */
interface ShownDocument {
  readonly shown: ShownPlace;
  readonly text: string;
}

/** The condition keys whose values follow from an organization, in lower case. */
const OF_ORGANIZATION: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

const UNKNOWN_ORGANIZATION =
  'tests the organization, and none is described: decisions take the accounts of the scenario as in no organization. If they are in one, write it in scenario.yaml: organization, with its id, root, managementAccount and accounts';

const SAML =
  'names a SAML provider: keyhole does not know what is in its assertions, and matrix, who-can and diff do not ask about their holders';

/** Warnings of facts that policies depend on and that no answer counts: each with its first statement, and the number of the others. */
export function unaskedFacts(
  documents: readonly ShownDocument[],
  { organization }: Pick<ScenarioDocument, 'organization'>,
): readonly string[] {
  const places = { organization: new Set<string>(), saml: new Set<string>() };
  for (const { shown, text } of documents) {
    // Most documents are about neither, and are not parsed again.
    if (!/OrgI[dD]|OrgPaths|:saml-provider\//i.test(text)) continue;
    for (const { place, keys, federated } of statementsOf(text)) {
      if (organization === undefined && keys.some((key) => OF_ORGANIZATION.has(key)))
        places.organization.add(shown(place));
      if (federated.some((name) => name.includes(':saml-provider/'))) places.saml.add(shown(place));
    }
  }
  return [...warningOf(places.organization, UNKNOWN_ORGANIZATION), ...warningOf(places.saml, SAML)];
}

function warningOf(places: ReadonlySet<string>, words: string): readonly string[] {
  const [first, ...others] = places;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (so do ${others.length} more)`;
  return [`${first}: a statement${more} ${words}`];
}

interface ReadStatement {
  readonly place: PlaceInText;
  readonly keys: readonly string[];
  readonly federated: readonly string[];
}

function statementsOf(text: string): readonly ReadStatement[] {
  const json = readJsonText(text);
  const { Statement: written } = Object(json.value);
  const isList = Array.isArray(written);
  return [written].flat().map((statement, index) => {
    const { Condition, Principal } = Object(statement);
    const keys = Object.values(Object(Condition)).flatMap((tested) => Object.keys(Object(tested)));
    const federated = [Object(Principal).Federated].flat().filter((name) => typeof name === 'string');
    return {
      place: json.positionOf(isList ? `Statement[${index}]` : 'Statement'),
      ...{ keys: keys.map((key) => key.toLowerCase()), federated },
    };
  });
}
