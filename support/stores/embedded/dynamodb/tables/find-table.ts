import { resourceNotFound, tableNotFound } from '../../../../aws/dynamodb-errors.ts';
import type { DynamodbState, Table } from '../dynamodb-state.ts';

/** Where a bare name is looked up: the caller's account and region. */
interface Place {
  readonly state: DynamodbState;
  readonly account: string;
  readonly region: string;
}

/** The ARN of a table of an account and region. */
export function arnOfTable({ account, region }: Omit<Place, 'state'>, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
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
