import fc from 'fast-check';
import { modelOf } from '../../../wire/sdk-schemas.ts';
import { arbitraryStructure } from '../../../wire/testing/arbitrary-shape.ts';
import type { Caller, Request, Subject, Values } from './request.ts';
import { membersOf, type NamedRequest, valuesOf, written } from './variations.ts';

/** For tests: a request that was generated, shown by its name where it is a counterexample. */
export interface Generated {
  readonly subject: Subject;
  readonly variation: NamedRequest;
  readonly [fc.toStringMethod]: () => string;
}

/** For tests: requests with several members changed at once, to usual values or to any that the SDK can send. */
export function generatedRequests(subjects: readonly Subject[]): fc.Arbitrary<Generated> {
  return fc.constantFrom(...subjects).chain((subject) =>
    generatedRequest(subject).map((variation) => ({
      subject,
      variation,
      [fc.toStringMethod]: () => variation.name,
    })),
  );
}

function generatedRequest(subject: Subject): fc.Arbitrary<NamedRequest> {
  const { service, operation, input } = subject;
  const changes = fc.dictionary(fc.constantFrom(...membersToChange(subject), 'none'), fc.nat(1000), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
  return fc.record({ changes, any: anyInput(subject), how: fc.nat(9), as: caller }).map((chosen) => {
    const { any, how, as } = chosen;
    const changed = Object.entries(chosen.changes)
      .filter(([member]) => member !== 'none')
      .map(([member, index]) => [member, valueFor(subject, member, { index, any, how })] as const);
    const request: Request = { service, operation, input: { ...input, ...Object.fromEntries(changed) }, as };
    const told = changed.map(([member, value]) => `${member}: ${written(value)}`);
    return { name: `${service}:${operation} generated as ${[as, ...told].join(', ')}`, request, after: [] };
  });
}

const caller: fc.Arbitrary<Caller> = fc.constantFrom('owner', 'owner', 'owner', 'other', 'anonymous');

/** Buckets are left as they are: names are open to all accounts. */
function membersToChange(subject: Subject): readonly string[] {
  return membersOf(subject).filter((member) => member !== 'Bucket');
}

interface Choice {
  readonly index: number;
  readonly any: Values;
  readonly how: number;
}

/** A usual value, or one time in ten whatever the shape allows. */
function valueFor(subject: Subject, member: string, { index, any, how }: Choice): unknown {
  const usual = valuesOf(subject, member) ?? [];
  return how === 0 && member in any ? any[member] : usual[index % Math.max(1, usual.length)];
}

function anyInput({ service, operation }: Subject): fc.Arbitrary<Values> {
  return arbitraryStructure(modelOf(service, operation).input.shape, {});
}

/** For tests: false for subjects whose requests must not meet others of their account. */
export function isGeneratable(subject: Subject): boolean {
  return !subject.alone;
}
