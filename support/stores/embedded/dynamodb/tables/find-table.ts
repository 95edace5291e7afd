import { resourceNotFound, tableNotFound, validation } from '../dynamodb-errors.ts';
import type { DynamodbState, Table } from '../dynamodb-state.ts';

/** Where a bare name is looked up: the caller's account and region. */
interface Place {
  readonly state: DynamodbState;
  readonly account: string;
  readonly region: string;
}

const NAME = /^[a-zA-Z0-9_.-]+$/;

/** The ARN of a table of an account and region. */
export function arnOfTable({ account, region }: Omit<Place, 'state'>, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

/** Throws ValidationException for what is no name of a table. Source: Amazon DynamoDB API reference, CreateTable. */
export function checkTableName(name: string): void {
  const failed = (constraint: string) =>
    validation(
      `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: ${constraint}`,
    );
  if (!NAME.test(name)) throw failed('Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  if (name.length < 3) throw failed('Member must have length greater than or equal to 3');
  if (name.length > 255) throw failed('Member must have length less than or equal to 255');
}

/** A table by its name or ARN. Throws ResourceNotFoundException in the words of operations on tables. */
export function findTable(place: Place, reference: string | undefined): Table {
  const table = tableReferredTo(place, reference);
  if (table === undefined) throw tableNotFound(nameIn(reference ?? ''));
  return table;
}

/** As {@link findTable}, in the words of operations on items, and on resources given by ARN. */
export function findResource(place: Place, reference: string | undefined): Table {
  const table = tableReferredTo(place, reference);
  if (table === undefined) throw resourceNotFound();
  return table;
}

function tableReferredTo(place: Place, reference = ''): Table | undefined {
  return place.state.tables.get(reference.startsWith('arn:') ? reference : arnOfTable(place, reference));
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
