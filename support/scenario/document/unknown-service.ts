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

const ARN = /^(arn:aws[a-z-]*:)([a-z0-9-]+)(:.*)$/is;
const SERVICE_PRINCIPAL = /^([a-z0-9-]+)((?:\.[a-z0-9-]+)*)\.(amazonaws\.com(?:\.cn)?)$/;
const HOST = 'amazonaws.com';

/**
 * The fault of an ARN whose service AWS does not have, if the service is almost one that keyhole serves. ARNs name some
 * services otherwise than actions do, so nothing is said of others.
 */
export function arnOfNoService(arn: string): UnknownName | undefined {
  const [, start = '', service = '', rest = ''] = ARN.exec(arn) ?? [];
  if (service === '' || SERVICE_PREFIXES.has(service)) return undefined;
  const meant = nearest(service.toLowerCase(), serviceNames, Math.ceil(service.length / 4));
  if (meant === undefined) return undefined;
  const message = `is of no service that AWS had on ${prefixesDate}; did you mean "${start}${meant}${rest}"?`;
  return { severity: 'warning', message };
}

/**
 * The fault of a service principal that is almost one of a service of AWS, or of almost AWS's host. Some services have
 * principals of other names, so nothing is said of what is like none.
 */
export function principalOfNoService(principal: string): UnknownName | undefined {
  if (!/^[a-z0-9-]+\.[a-z0-9.-]+$/i.test(principal)) return undefined;
  const [, service, region = '', host] = SERVICE_PRINCIPAL.exec(principal) ?? [];
  if (service === undefined) {
    const [label = '', ...rest] = principal.split('.');
    const near = nearest(rest.slice(-2).join('.').toLowerCase(), [HOST], 3);
    return near === undefined ? undefined : likeAnother(`${label.toLowerCase()}.${near}`);
  }
  if (SERVICE_PREFIXES.has(service)) return undefined;
  const meant = nearest(service, SERVICE_PREFIXES, Math.ceil(service.length / 6));
  return meant === undefined ? undefined : likeAnother(`${meant}${region}.${host}`);
}

function likeAnother(principal: string): UnknownName {
  const message = `is the principal of no service that AWS had on ${prefixesDate}; did you mean "${principal}"?`;
  return { severity: 'warning', message };
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
