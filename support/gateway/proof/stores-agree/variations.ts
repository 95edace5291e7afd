import { modelOf } from '../../../wire/sdk-schemas.ts';
import type { Request, Step, Subject } from './request.ts';
import { usualValues } from './usual-values.ts';

/** For tests: one request of a subject, by a name that says how it differs from the usual one. */
export interface NamedRequest {
  readonly name: string;
  readonly request: Request;
  readonly after: readonly Step[];
}

/**
 * For tests: a subject's usual request; the same by another account and without a signature; each value of each member; and
 * its own. With a turn, one of the values that are usual for a member, and another with another turn.
 */
export function variationsOf(subject: Subject, turn?: number): readonly NamedRequest[] {
  const { service, operation, input, as, also } = subject;
  const usual: Request = { service, operation, input, ...(as && { as }) };
  const request = (name: string, more: Partial<Request>, after: readonly Step[] = []): NamedRequest => ({
    name: `${service}:${operation} ${name}`,
    request: { ...usual, ...more },
    after,
  });
  const strangers = [
    request('of another account', { as: 'other' }),
    request('anonymous', { as: 'anonymous' }),
  ];
  return [
    request('as usual', {}),
    ...inTurn(strangers, turn),
    ...membersOf(subject).flatMap((member) =>
      (subject.vary[member] ?? inTurn(valuesOf(subject, member) ?? [], turn)).map((value) =>
        request(`${member}: ${written(value)}`, { input: { ...input, [member]: value } }),
      ),
    ),
    ...Object.entries(also).map(([name, { input: own, headers, as: who = as, after }]) =>
      request(
        name,
        { input: { ...input, ...own }, ...(headers && { headers }), ...(who && { as: who }) },
        after ?? [],
      ),
    ),
  ];
}

function inTurn<T>(values: readonly T[], turn: number | undefined): readonly T[] {
  return turn === undefined ? values : values.slice(turn % values.length).slice(0, 1);
}

/** For tests: the values that a member of a subject is given; undefined if none are listed. */
export function valuesOf({ service, vary }: Subject, member: string): readonly unknown[] | undefined {
  return vary[member] ?? usualValues[service][member];
}

/** For tests: the members that a subject's operation takes, by the SDK's model. */
export function membersOf({ service, operation }: Pick<Subject, 'service' | 'operation'>): readonly string[] {
  return modelOf(service, operation).input.shape.members.map(({ name }) => name);
}

/** For tests: a value as names of requests have it, cut where it is long. */
export function written(value: unknown): string {
  const text = value instanceof Uint8Array ? `${value.length} bytes` : (JSON.stringify(value) ?? 'missing');
  return text.length > 200 ? `${text.slice(0, 180)}… (${text.length})` : text;
}
