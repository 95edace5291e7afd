import * as z from 'zod';
import { nearest } from '../../authorization/terms/nearest.ts';
import { assumableKey } from '../../gateway/context/assumable-keys.ts';
import { valueRules } from '../../gateway/context/assumed-values.ts';
import { conditionKey, conditionKeys } from '../../gateway/context/condition-keys.ts';

/** One value as YAML reads it: `203.0.113.7`, `1.3`, `true`. */
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/**
 * The facts about requests that keyhole cannot know, as values of condition keys: `aws:SourceIp: 203.0.113.7`. A fact that
 * keyhole knows is refused, with the place where it is set.
 */
export const assumptionsSchema = z
  .record(z.string(), z.union([value.transform((one) => [one]), z.array(value).min(1)]))
  .default({})
  .superRefine((given, check) => {
    for (const [key, values] of Object.entries(given)) {
      const message = faultOfAssumption(key, values) ?? contradiction(key, given);
      if (message !== undefined) check.addIssue({ code: 'custom', path: [key], message });
    }
  });

/** The fault of one assumption, with the remedy; undefined if there is none. */
export function faultOfAssumption(key: string, values: readonly string[]): string | undefined {
  const row = assumableKey(key.toLowerCase());
  if (row === undefined) return notAssumable(key);
  if (values.length > 1 && row.many !== true) return 'has one value in a request: give one';
  return values.map(valueRules[row.kind]).find((fault) => fault !== undefined);
}

function notAssumable(key: string): string {
  const known = conditionKey(key.toLowerCase());
  if (known === undefined) {
    const names = conditionKeys.map(({ name }) => name);
    const meant = nearest(key, names);
    return `is not a condition key of AWS${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  }
  return `cannot be assumed: ${WHERE_SET[known.name] ?? REASONS[known.from]}`;
}

const ENDPOINT = 'a request has it if it comes through a VPC endpoint, which is declared in endpoints';
const ORGANIZATION = 'it follows from the organization, which is declared in organization';

/** The places in which facts are set that people often assume. */
const WHERE_SET: Readonly<Record<string, string>> = {
  'aws:SourceVpce': ENDPOINT,
  'aws:SourceVpc': ENDPOINT,
  'aws:PrincipalOrgID': ORGANIZATION,
  'aws:PrincipalOrgPaths': ORGANIZATION,
  'aws:ResourceOrgID': ORGANIZATION,
  'aws:ResourceOrgPaths': ORGANIZATION,
};

/** The reason why a key is no assumption, by the source of its values. */
const REASONS = {
  request: 'keyhole knows it of each request',
  operation: 'each request says it itself, or it follows from the resource',
  lookup: 'it is a tag, which keyhole reads from its principal or resource',
  unknowable: 'it differs from request to request, and keyhole does not work it out',
  absent: 'no request that keyhole serves has it',
} as const;

/** An assumption that another one rules out. */
function contradiction(key: string, given: Readonly<Record<string, readonly string[]>>): string | undefined {
  const byName = new Map(Object.entries(given).map(([name, values]) => [name.toLowerCase(), values[0]]));
  const name = key.toLowerCase();
  if (Object.keys(given).some((other) => other !== key && other.toLowerCase() === name))
    return 'is stated twice, in other letter case: keep one';
  if (name === 's3:tlsversion' && byName.get('aws:securetransport') === 'false')
    return 'contradicts aws:SecureTransport: a request without TLS has no version of it';
  if (name === 'aws:multifactorauthage' && byName.get('aws:multifactorauthpresent') !== 'true')
    return 'needs aws:MultiFactorAuthPresent: true, since a request without MFA does not have it';
  return undefined;
}
