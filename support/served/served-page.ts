import type { Service } from '../aws/operations.ts';
import { serviceNames, services } from '../aws/services.ts';
import { assumableKeys } from '../gateway/context/assumable-keys.ts';
import { type ConditionKey, conditionKeys, type KeySource } from '../gateway/context/condition-keys.ts';
import { desks } from '../gateway/desks.ts';
import { accessPointOperations } from '../gateway/services/s3/access-point-operations.ts';
import { errorsNotAnswered, type NotAnswered } from './errors-not-answered.ts';

/** How keyhole treats an operation of a service. */
export type Treatment = 'served' | 'served by other stores' | 'refused by name';

/** The operations of a service by their treatment, in alphabetical order. Every operation of the SDK is in one list. */
export function operationsByTreatment(service: Service): Readonly<Record<Treatment, readonly string[]>> {
  const { permissions, performedElsewhere = {} } = desks[service];
  const treatmentOf = ([operation, rule]: readonly [string, unknown]): Treatment => {
    if (typeof rule !== 'function') return 'refused by name';
    return Object.hasOwn(performedElsewhere, operation) ? 'served by other stores' : 'served';
  };
  const rows = Object.entries(permissions);
  const inTreatment = (treatment: Treatment) =>
    rows
      .filter((row) => treatmentOf(row) === treatment)
      .map(([operation]) => operation)
      .toSorted();
  return {
    served: inTreatment('served'),
    'served by other stores': inTreatment('served by other stores'),
    'refused by name': inTreatment('refused by name'),
  };
}

/** A page in Markdown: every operation that keyhole serves or refuses, and every condition key that it knows. */
export function servedPage(): string {
  return [
    '# What keyhole serves',
    '',
    'This page is generated from the code: `npm run served` writes it, and a test fails if it is out of date.',
    '',
    ...summary(),
    ...serviceNames.flatMap(operationsOf),
    ...conditionKeyPart(),
    ...errorPart(),
    '',
  ].join('\n');
}

function summary(): string[] {
  const rows = serviceNames.map((service) => {
    const lists = operationsByTreatment(service);
    const counts = [lists.served, lists['served by other stores'], lists['refused by name']];
    const { title } = services[service];
    return `| [${title}](#${title.toLowerCase().replaceAll(' ', '-')}) | ${counts.map(({ length }) => length).join(' | ')} |`;
  });
  return [
    '| service | served | served on LocalStack only | refused by name |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'An operation that is refused by name answers `NotImplemented` with HTTP 501 to every caller, on every store. Nothing is allowed',
    'that keyhole does not decide.',
    '',
  ];
}

function operationsOf(service: Service): string[] {
  const lists = operationsByTreatment(service);
  const elsewhere = lists['served by other stores'];
  return [
    `## ${services[service].title}`,
    '',
    ...paragraph('Served', lists.served),
    ...(elsewhere.length === 0 ? [] : paragraph('Served on LocalStack only', elsewhere)),
    ...paragraph('Refused by name', lists['refused by name']),
    ...(service === 's3'
      ? paragraph('Served through access points too', throughAccessPoints(lists.served))
      : []),
  ];
}

/** The served operations that requests through access points can have, as AWS lists them. */
function throughAccessPoints(served: readonly string[]): readonly string[] {
  const supported = new Map<string, string>(Object.entries(accessPointOperations));
  return served.filter((operation) => supported.get(operation) === 'supported');
}

function paragraph(title: string, names: readonly string[]): string[] {
  const list = names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
  return [`**${title}** (${names.length}): ${list}`, ''];
}

/** The meaning of each source for a reader. */
const SOURCES: Readonly<Record<KeySource, string>> = {
  request: 'Every request has them, from its sender, its time or its principal',
  operation: 'The operation gives them, if AWS sends them with it; otherwise they are absent',
  lookup: 'keyhole looks them up in the store if a policy in force asks for them',
  unknowable: 'keyhole does not know them: it refuses a decision that turns on them, and names the key',
  absent: 'No request that keyhole serves has them, so they are always absent',
};

function conditionKeyPart(): string[] {
  const title = [
    '## Condition keys',
    '',
    'A star marks a key with several values. A dagger marks a key whose value can be stated (`assume`) if no request shows it. A',
    'key that AWS does not have is refused in a policy.',
    '',
    ...keyTable(),
  ];
  const sources = Object.entries(SOURCES) as [KeySource, string][];
  return [
    ...title,
    ...sources.flatMap(([source, meaning]) => {
      const keys = conditionKeys.filter(({ from }) => from === source).toSorted(byName);
      const list = keys
        .map(({ name, many }) => `\`${name}\`${many ? '\\*' : ''}${isStated(name) ? '†' : ''}`)
        .join(', ');
      return [`**${meaning}** (${keys.length}): ${list}`, ''];
    }),
  ];
}

const stated: ReadonlySet<string> = new Set(assumableKeys.map(({ name }) => name));

function isStated(name: string): boolean {
  return stated.has(name);
}

/** The numbers of keys by service, and by how keyhole treats a decision that turns on them. */
function keyTable(): string[] {
  const prefixes = [...new Set(conditionKeys.map(({ name }) => prefixOf(name)))].toSorted();
  const rows = prefixes.map((prefix) => {
    const keys = conditionKeys.filter(({ name }) => prefixOf(name) === prefix);
    const count = (...sources: KeySource[]) => keys.filter(({ from }) => sources.includes(from)).length;
    const counts = [
      count('request', 'operation', 'lookup'),
      count('absent'),
      count('unknowable'),
      keys.filter(({ name }) => isStated(name)).length,
    ];
    return `| \`${prefix}:\` | ${counts.join(' | ')} |`;
  });
  return [
    '| keys | decided | decided as absent | refused by name | can be stated |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

function prefixOf(name: string): string {
  return name.split(':')[0] ?? name;
}

function errorPart(): string[] {
  return [
    '## Errors that keyhole does not answer',
    '',
    'The SDK documents the errors of each operation. The tests answer each error of an operation that is served, except these.',
    '',
    ...serviceNames.flatMap((service) => [
      `**${services[service].title}**`,
      '',
      ...byReason(errorsNotAnswered[service]).map(([why, names]) => `- ${names.join(', ')}: ${why}`),
      '',
    ]),
  ];
}

function byReason(errors: NotAnswered): [string, string[]][] {
  const reasons = new Map<string, string[]>();
  for (const [name, why] of Object.entries(errors))
    reasons.set(why, [...(reasons.get(why) ?? []), `\`${name}\``]);
  return [...reasons];
}

function byName({ name: left }: ConditionKey, { name: right }: ConditionKey): number {
  return left.localeCompare(right, 'en');
}
