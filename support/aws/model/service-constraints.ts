import { readFileSync } from 'node:fs';
import type { Service } from '../operations.ts';
import { isRest } from '../services.ts';

/** True for a service whose API model is kept. S3's model constrains nothing that S3 checks. */
export function isModelled(service: Service): boolean {
  return !isRest(service);
}

/** A shape of an API model, by what it constrains. Other shapes are referred to by name. */
export interface ConstrainedShape {
  /** A number is bounded by its value, everything else by its length. */
  readonly number?: boolean;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** A regular expression in Java's syntax, for the whole text. */
  readonly pattern?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  /** AWS does not repeat its value in messages. */
  readonly sensitive?: boolean;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  /** Of a list. */
  readonly item?: string | undefined;
  /** Of a map. */
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** The demands of an API model on the inputs of a service's operations. */
export interface ServiceConstraints {
  readonly source: string;
  /** The shape of an operation's input; operations without constraints are left out. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, ConstrainedShape>>;
}

const read = new Map<Service, ServiceConstraints>();

/** The constraints of a service, read from their file at the first call. */
export function serviceConstraints(service: Service): ServiceConstraints {
  const known = read.get(service);
  if (known) return known;
  const file = new URL(`constraints/${service}.json`, import.meta.url);
  const constraints: ServiceConstraints = JSON.parse(readFileSync(file, 'utf8'));
  read.set(service, constraints);
  return constraints;
}
