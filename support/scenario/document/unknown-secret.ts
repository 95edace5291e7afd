import { matchesGlob, parseGlob } from '../../authorization/matching/glob.ts';
import { nearest } from '../../authorization/terms/nearest.ts';
import type { NamedSecret, NamesOfCast } from './names-of-cast.ts';
import type { UnknownName } from './unknown-name.ts';

/** The ARN of a secret, or a pattern of it. */
export const SECRET = /^(arn:aws:secretsmanager:[^:]*:([^:]*):secret:)(.+)$/s;

/**
 * The fault of a secret's ARN in a policy document; undefined if it has none. Secrets Manager chooses the six last
 * characters of an ARN, and chooses them anew for each scenario. It is an error if a document depends on them and
 * scenario.yaml does not give the ARN: the statement would silently apply to nothing.
 */
export function unknownSecret(text: string, cast: NamesOfCast): UnknownName | undefined {
  const [, owner = '', account = '', written = ''] = SECRET.exec(text) ?? [];
  const meant = cast.secrets.find(({ start }) => endAfter(start, owner, written) !== undefined);
  const end = meant && endAfter(meant.start, owner, written);
  if (meant !== undefined && end !== undefined) return faultOfEnd(text, end, meant);
  if (/[*?]|\$\{/.test(text) || !cast.accounts.has(account)) return undefined;
  return unlike(text, cast.secrets);
}

/** The end of an ARN or pattern after the start of a secret's ARN, if it can be the six characters of that secret. */
function endAfter(start: string, owner: string, written: string): string | undefined {
  const [, itsOwner = '', , itsName = ''] = SECRET.exec(start) ?? [];
  if (!written.startsWith(itsName) || !matchesGlob(parseGlob(owner), itsOwner)) return undefined;
  const end = written.slice(itsName.length);
  return /^(?:[A-Za-z0-9?]{6}\*?|[A-Za-z0-9*?]{0,6}\*[A-Za-z0-9*?]{0,6})$/.test(end) ? end : undefined;
}

function faultOfEnd(
  text: string,
  end: string,
  { name, start, arn, standIn }: NamedSecret,
): UnknownName | undefined {
  if (/^[*?]+$/.test(end) || [arn, standIn, `${arn}*`].includes(text)) return undefined;
  if (arn === undefined)
    return {
      severity: 'error',
      message: `may be the secret ${name} of the scenario: add the ARN that it has on AWS, as "arn: ${start}…", or write "${start}??????"`,
    };
  if (matchesGlob(parseGlob(text), arn))
    return {
      severity: 'error',
      message: `matches part of a secret's ARN, whose six last characters are chosen anew here: write "${arn}", or "${start}??????"`,
    };
  if (/[*?]/.test(end)) return undefined;
  return { severity: 'warning', message: `is not the secret ${name} of the scenario, whose ARN is ${arn}` };
}

/** The fault of a complete ARN that is none of the scenario's. */
function unlike(text: string, secrets: readonly NamedSecret[]): UnknownName {
  const bare = secrets.find(({ start }) => start === `${text}-`);
  if (bare !== undefined)
    return {
      severity: 'warning',
      message: `lacks the six last characters that every secret's ARN has, and matches none: write "${text}-??????", or {{secrets.${bare.name}.arn}}`,
    };
  const known = secrets.map(({ start }) => `${start}??????`);
  const near = nearest(text, known);
  const hint = near === undefined ? 'none of the scenario is like it' : `did you mean "${near}"?`;
  return { severity: 'warning', message: `is no secret of the scenario; ${hint}` };
}
