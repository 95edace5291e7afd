import { readFileSync } from 'node:fs';
import { ownFile } from '../../node/own-file.ts';
import type { Service } from '../operations.ts';
import { isRest } from '../services.ts';

/** True for a service with a file of constraints. S3 has none: its model has no constraints that S3 checks. */
export function isModelled(service: Service): boolean {
  return !isRest(service);
}

/** The constraints of a shape of an API model. References to other shapes are names. */
export interface ConstrainedShape {
  /** True for a number, whose bounds apply to its value; other bounds apply to a length. */
  readonly number?: boolean;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** A regular expression in Java's syntax, for the whole text. */
  readonly pattern?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  /** True if AWS does not repeat the value in messages. */
  readonly sensitive?: boolean;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  /** The shape of a list's items. */
  readonly item?: string | undefined;
  /** The shape of a map's keys. */
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** The constraints of an API model on the inputs of a service's operations. */
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
  const file = ownFile(`support/aws/model/constraints/${service}.json`);
  const constraints: ServiceConstraints = JSON.parse(readFileSync(file, 'utf8'));
  read.set(service, constraints);
  return constraints;
}
