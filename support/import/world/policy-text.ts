import type { GapList, LineOf, Place } from './gap-list.ts';
import type { PolicyPlace } from './imported-world.ts';
import { UnknownValue, unknownWithin } from './unknown-value.ts';

/**
 * The text of a policy document: an object, or JSON as text. Its members keep their order.
 *
 * An unknown value is replaced on the safe side. An Allow gives less than on AWS, and a Deny takes more. A statement that
 * allows is left out, or an item of its list is; a statement that denies covers everything. Undefined if the whole document
 * is unknown, and empty if no statement is left; the caller decides what stands for it. A policy of which it is not known whether it is
 * there has only what denies.
 */
export function policyText(value: unknown, place: Place, gaps: GapList): string | undefined {
  const whole = textOf(value, place, gaps);
  const text = place.isUncertain === true && whole !== undefined ? withoutAllows(whole) : whole;
  if (text !== undefined && text !== '') notePlace(text, value, place);
  return text;
}

/** A policy without its statements that allow; empty if no other is left, and as it is if it is no JSON. */
export function withoutAllows(text: string): string {
  try {
    const document: unknown = JSON.parse(text);
    const denying = [Object(document).Statement].flat().filter((one) => Object(one).Effect === 'Deny');
    return denying.length === 0
      ? ''
      : JSON.stringify({ ...Object(document), Statement: denying }, undefined, 2);
  } catch {
    return text;
  }
}

/** Keeps the place of a policy, with the lines of its statements if the source writes each of them. */
function notePlace(text: string, value: unknown, { policies, lineOf, file, line, id }: Place): void {
  policies?.add(text, { file, line, id, lines: lineOf === undefined ? [] : linesOf(text, value, lineOf) });
}

/** The lines of the statements of a policy. There are none if a function of the template makes other statements than it writes. */
function linesOf(text: string, value: unknown, lineOf: LineOf): PolicyPlace['lines'] {
  const { Statement } = Object(value);
  const count = [Object(JSON.parse(text)).Statement].flat().length;
  return [Statement].flat().length === count ? linesOfStatements(Statement, lineOf) : [];
}

function linesOfStatements(Statement: unknown, lineOf: LineOf): PolicyPlace['lines'] {
  const count = [Statement].flat().length;
  const lineOfItem = (index: number) =>
    lineOf(Array.isArray(Statement) ? ['Statement', String(index)] : ['Statement']);
  const isWhole = lineOfItem(count) === lineOf(['Statement']);
  return isWhole ? Array.from({ length: count }, (_, index) => lineOfItem(index)) : [];
}

function textOf(value: unknown, place: Place, gaps: GapList): string | undefined {
  if (value instanceof UnknownValue) {
    gaps.add(
      place,
      value.reason,
      'the whole policy is unknown: everything that it could deny is denied here',
    );
    return undefined;
  }
  if (typeof value === 'string') return readableJson(value);
  if (unknownWithin(value) === undefined) return JSON.stringify(value, undefined, 2);
  const { Statement: statements, ...rest } = Object(value);
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  const opaque = unknownWithin(rest) ?? list.map(opaqueWithin).find((unknown) => unknown !== undefined);
  if (opaque !== undefined) return textOf(opaque, place, gaps);
  const lines = place.lineOf === undefined ? [] : linesOfStatements(statements, place.lineOf);
  const Statement = list.flatMap((statement, index) => {
    const property = `${place.property ?? ''}.Statement[${index}]`;
    const line = lines[index] ?? place.line;
    return safeStatement(statement, (reason, consequence) =>
      gaps.add({ ...place, line, property }, reason, consequence),
    );
  });
  if (Statement.length === 0) return '';
  return JSON.stringify({ ...Object(value), Statement }, undefined, 2);
}

/** JSON on one line as readable lines; any other text as it is, so that its faults are told where they are. */
function readableJson(text: string): string {
  if (/\n/.test(text.trim())) return text;
  try {
    const spread = JSON.stringify(JSON.parse(text), undefined, 2);
    // A member that occurs twice would be lost: the loader tells of it.
    return spread.replaceAll(/\s/g, '').length === text.replaceAll(/\s/g, '').length ? spread : text;
  } catch {
    return text;
  }
}

/** The unknown value that hides what a statement is: itself, or its effect. */
function opaqueWithin(statement: unknown): UnknownValue | undefined {
  if (statement instanceof UnknownValue) return statement;
  return unknownWithin(Object(statement).Effect);
}

type Note = (reason: string, consequence: string) => void;

/** A statement without its unknown values; none if it must be left out. */
function safeStatement(statement: unknown, note: Note): readonly unknown[] {
  const unknown = unknownWithin(statement);
  if (unknown === undefined) return [statement];
  const written: Readonly<Record<string, unknown>> = Object(statement);
  if (written.Effect !== 'Deny') {
    const narrowed = narrowedAllow(written);
    if (narrowed !== undefined) {
      note(unknown.reason, 'this item of an Allow is left out: access that it allows is denied here');
      return [narrowed];
    }
    note(unknown.reason, 'the statement is left out: access that it allows is denied here');
    return [];
  }
  note(unknown.reason, 'the Deny holds for every value: access may be denied here that AWS allows');
  return [widenedDeny(written)];
}

/** An Allow without the unknown items of its lists; undefined if something else is unknown or a list becomes empty. */
function narrowedAllow(statement: Readonly<Record<string, unknown>>): object | undefined {
  if (statement.Effect !== 'Allow') return undefined;
  const { Principal, Resource, Action, ...rest } = statement;
  if (unknownWithin(rest) !== undefined || Principal instanceof UnknownValue) return undefined;
  const parts: Record<string, unknown> = { Action: knownItems(Action), Resource: knownItems(Resource) };
  if (typeof Principal === 'object' && Principal !== null) {
    const kinds = Object.entries(Principal).flatMap(([kind, of]) => {
      const known = knownItems(of);
      return known === undefined ? [] : [[kind, known]];
    });
    parts.Principal = kinds.length === 0 ? undefined : Object.fromEntries(kinds);
  } else parts.Principal = Principal;
  for (const name of ['Principal', 'Action', 'Resource'])
    if (Object.hasOwn(statement, name) && parts[name] === undefined) return undefined;
  return Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, parts[name] ?? value]));
}

/** The known items of a text or list; undefined if there are none. */
function knownItems(value: unknown): unknown {
  if (!Array.isArray(value)) return unknownWithin(value) === undefined ? value : undefined;
  const known = value.filter((item) => unknownWithin(item) === undefined);
  return known.length === 0 ? undefined : known;
}

/** A Deny in which unknown elements cover everything. */
function widenedDeny(statement: Readonly<Record<string, unknown>>): object {
  const entries = Object.entries(statement).flatMap(([name, value]): [string, unknown][] => {
    if (unknownWithin(value) === undefined) return [[name, value]];
    switch (name) {
      case 'Sid':
        return [];
      case 'Condition':
        return conditionsKnown(value);
      // Each of these stands alone: its opposite names what the Deny spares.
      case 'NotPrincipal':
        return [['Principal', '*']];
      case 'NotAction':
        return [['Action', '*']];
      case 'NotResource':
        return [['Resource', '*']];
      default:
        return [[name, '*']];
    }
  });
  return Object.fromEntries(entries);
}

/** The conditions of a Deny without those that have an unknown value: fewer conditions deny more. */
function conditionsKnown(conditions: unknown): [string, unknown][] {
  if (conditions instanceof UnknownValue) return [];
  const operators = Object.entries(Object(conditions)).flatMap(([operator, keys]) => {
    if (keys instanceof UnknownValue) return [];
    const known = Object.entries(Object(keys)).filter(([, value]) => unknownWithin(value) === undefined);
    return known.length === 0 ? [] : [[operator, Object.fromEntries(known)]];
  });
  return operators.length === 0 ? [] : [['Condition', Object.fromEntries(operators)]];
}
