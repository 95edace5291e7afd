import type { Condition, DocumentPath } from '../../../../aws/dynamodb-expressions/expression.ts';
import { sizeOfItem } from '../../../../aws/dynamodb-item-size.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { project } from '../expressions/project.ts';
import type { TableView } from '../indexes/read-index.ts';
import type { Item } from './open-table.ts';

/** The demands of a query or scan on the items that it read. */
export interface PageAsked {
  readonly view: TableView;
  readonly limit: number | undefined;
  readonly select: string | undefined;
  readonly filter: Condition | undefined;
  readonly projection: readonly DocumentPath[] | undefined;
}

/** The most bytes of items that a page reads. Source: Amazon DynamoDB developer guide, "Quotas", Query and Scan. */
const LARGEST_PAGE = 1024 * 1024;

/**
 * A page of items in their order. The limit counts the items that are read; a filter leaves out some of them afterwards.
 *
 * Source: Amazon DynamoDB API reference, Query and Scan, Limit, FilterExpression and Select.
 */
export function pageOfItems(items: Iterable<Item>, asked: PageAsked) {
  const { view, limit = Number.POSITIVE_INFINITY, select, filter, projection } = asked;
  const read: Item[] = [];
  let size = 0;
  let last: Item | undefined;
  for (const item of items) {
    if (read.length === limit || size >= LARGEST_PAGE) {
      last = read.at(-1);
      break;
    }
    read.push(item);
    size += sizeOfItem(view.held(item));
  }
  const kept = filter === undefined ? read : read.filter((item) => holds(filter, view.held(item)));
  const shown = kept.map((item) => (projection === undefined ? view.shown(item) : project(item, projection)));
  return {
    ...(select !== 'COUNT' && { Items: shown }),
    Count: kept.length,
    ScannedCount: read.length,
    ...(last && { LastEvaluatedKey: attributesOf(last, view.keys) }),
  };
}

function attributesOf(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
