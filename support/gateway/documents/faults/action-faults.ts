import { compileActions } from '../../../authorization/matching/action-pattern.ts';
import { ACTIONS, type Action } from '../../../aws/actions/action-catalogue.ts';
import { BoundedMap } from '../../../aws/bounded-map.ts';
import type { Service } from '../../../aws/operations.ts';
import type { Fault } from '../document-rule.ts';
import { namedIn, type stringsOf } from './statement-faults.ts';

type Statement = Parameters<typeof stringsOf>[0];

/** How many patterns are remembered: more than a policy holds. */
const MAX_PATTERNS = 2000;
const known = new BoundedMap<readonly Action[]>(MAX_PATTERNS);

/** The actions of a service that a pattern of a policy covers. The rules ask for the same patterns again and again. */
export function actionsCovered(service: Service, pattern: string): readonly Action[] {
  return known.getOrMake(`${service} ${pattern}`, () => coveredBy(service, pattern));
}

function coveredBy(service: Service, pattern: string): readonly Action[] {
  const covers = compileActions([pattern === '*' ? `${service}:*` : pattern]);
  return ACTIONS[service].actions.filter(({ name }) => covers(name));
}

/** An action that a service does not have, a pattern that covers none of its actions included. */
export function unknownAction(service: Service) {
  return (statement: Statement): Fault | undefined => {
    for (const { text, path } of namedIn(statement, 'Action')) {
      if (actionsCovered(service, text).length > 0) continue;
      return { path, reason: `"${text}" is not an action of ${service}`, quoted: text };
    }
    return undefined;
  };
}

/** An action without the prefix of its service. */
export function actionWithoutVendor(statement: Statement): Fault | undefined {
  return actionFault(statement, (action) => !action.includes(':'));
}

/** An action with more than one colon. */
export function actionWithColons(statement: Statement): Fault | undefined {
  return actionFault(statement, (action) => action.split(':').length > 2);
}

/** An action whose service is a pattern. */
export function vendorWithWildcard(statement: Statement): Fault | undefined {
  return actionFault(statement, (action) => /[*?]/.test(vendorOf(action)));
}

/** An action whose service prefix has characters that no prefix has. */
export function invalidVendor(statement: Statement): Fault | undefined {
  return actionFault(statement, (action) => !/^[a-zA-Z0-9.-]+$/.test(vendorOf(action)));
}

function vendorOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** The first action for which something holds; `*` is every action. */
function actionFault(statement: Statement, isWrong: (action: string) => boolean): Fault | undefined {
  for (const { text, path } of namedIn(statement, 'Action')) {
    if (text === '*' || !isWrong(text)) continue;
    const quoted = text.includes(':') ? vendorOf(text) : text;
    return { path, reason: `"${text}" is not an action, such as s3:GetObject`, quoted };
  }
  return undefined;
}
