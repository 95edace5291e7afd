import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedStep } from '../record/run-record.ts';
import { type AccessAnswer, accessAnswerOf } from './access-answer.ts';
import { once } from './once.ts';
import type { SiteExample, SitePattern } from './site.ts';

/** A matrix that a feature states: a table whose first column says who, and whose cells are requests. */
export interface StatedMatrix {
  readonly example: SiteExample;
  readonly step: RecordedStep;
  /** The words above the columns: `read`, `write`. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly who: string; readonly cells: readonly StatedCell[] }[];
}

/** A cell as stated, with the request that it was tried with. */
export interface StatedCell {
  readonly words: string;
  readonly request?: RecordedRequest | undefined;
  readonly answer?: AccessAnswer | undefined;
}

/** The operation that each column is tried with. */
const OPERATIONS: Readonly<Record<string, string>> = {
  read: 'GetObject',
  write: 'PutObject',
  list: 'ListObjectsV2',
  delete: 'DeleteObject',
  describe: 'DescribeKey',
  encrypt: 'Encrypt',
  decrypt: 'Decrypt',
  'make data keys': 'GenerateDataKey',
  grant: 'CreateGrant',
  administer: 'PutKeyPolicy',
};

/** The matrices that the features of a pattern state. */
export const statedMatricesOf = once(({ features }: SitePattern): readonly StatedMatrix[] =>
  features
    .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
    .flatMap((example) =>
      example.steps.flatMap((step, index) => {
        if (step.table === undefined) return [];
        const requests = example.requests.filter((request) => request.step === index);
        return requests.length === 0 ? [] : (statedMatrix(example, step, requests) ?? []);
      }),
    ),
);

function statedMatrix(
  example: SiteExample,
  step: RecordedStep,
  requests: readonly RecordedRequest[],
): StatedMatrix | undefined {
  const [head, ...rows] = step.table ?? [];
  if (head?.[0] !== 'who' || rows.length === 0) return undefined;
  const columns = head.slice(1);
  const made = new Map(requests.map((request) => [`${request.caller}\n${request.operation}`, request]));
  return {
    example,
    step,
    columns,
    rows: rows.map(([who = '', ...cells]) => ({
      who,
      cells: columns.map((column, index) => {
        const request = made.get(`${who}\n${OPERATIONS[column]}`);
        return {
          words: cells[index] ?? '',
          request,
          answer: request === undefined ? undefined : accessAnswerOf(request),
        };
      }),
    })),
  };
}
