import { nearest } from '../../authorization/terms/nearest.ts';
import { prefixesDate } from '../../aws/actions/service-prefix-tables.ts';
import { KEY_PREFIXES, SERVICE_PREFIXES } from '../../aws/actions/service-prefixes.ts';
import { serviceNames } from '../../aws/services.ts';
import type { UnknownName } from './unknown-name.ts';

/** The services that keyhole serves, and the prefix of global condition keys. */
const SERVED = [...serviceNames, 'aws'];

/**
 * The fault of an action's prefix that no service of AWS has; undefined if a service has it. It is an error if the prefix
 * is almost one that keyhole serves, and a warning otherwise, since AWS may have added the service later.
 */
export function actionOfNoService(
  action: string,
  isAction: (name: string) => boolean,
): UnknownName | undefined {
  return faultOfPrefix(action, { known: SERVICE_PREFIXES, isName: isAction });
}

/** The fault of a condition key's prefix, like {@link actionOfNoService}. Any host may be an identity provider. */
export function keyOfNoService(key: string, isKey: (name: string) => boolean): UnknownName | undefined {
  return /^[^:]*[./]/.test(key) ? undefined : faultOfPrefix(key, { known: KEY_PREFIXES, isName: isKey });
}

function faultOfPrefix(
  written: string,
  { known, isName }: { readonly known: ReadonlySet<string>; readonly isName: (name: string) => boolean },
): UnknownName | undefined {
  const colon = written.indexOf(':');
  const prefix = written.slice(0, colon).toLowerCase();
  if (colon === -1 || known.has(prefix)) return undefined;
  const after = written.slice(colon);
  const served = servedMeant(prefix, (service) => isName(`${service}${after}`));
  if (served !== undefined)
    return {
      severity: 'error',
      message: `"${written}" is of no service of AWS; did you mean "${served}${after}"?`,
    };
  const near = nearest(prefix, known, Math.ceil(prefix.length / 5));
  const hint = near === undefined ? '' : `; did you mean "${near}${after}"?`;
  const message = `"${written}" is of no service that AWS had on ${prefixesDate}${hint}`;
  return { severity: 'warning', message };
}

/** The served prefix that was meant: it differs in few letters, or is the beginning, and has what is named. */
function servedMeant(prefix: string, has: (service: string) => boolean): string | undefined {
  const those = SERVED.filter(has);
  const fewLetters = Math.ceil(prefix.length / 4);
  return nearest(prefix, those, fewLetters) ?? those.find((service) => prefix.startsWith(service));
}
