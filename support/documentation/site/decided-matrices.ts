import { isDeepStrictEqual } from 'node:util';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { RunRecord } from '../record/run-record.ts';
import type { AddressBook } from './address-book.ts';
import type { SiteMatrix } from './site.ts';

/** The access matrices of scenarios, by name. Each is of a record that read the scenario as the pages show it. */
export function decidedMatricesOf(
  records: readonly RunRecord[],
  scenarios: ReadonlyMap<string, RecordedScenario>,
  addresses: AddressBook,
): ReadonlyMap<string, SiteMatrix> {
  const found = new Map<string, SiteMatrix>();
  for (const [name, scenario] of scenarios) {
    const record = records.find(
      (one) => hasMatrix(one, name) && one.scenarios.some((own) => isDeepStrictEqual(own, scenario)),
    );
    const matrix = record?.matrices?.find((one) => one.scenario === name);
    if (matrix === undefined) continue;
    const resources = matrix.resources.map((resource) => ({
      ...resource,
      address: addresses.ofScenario(name, 'matrix', [resource.phrase.replace(/^the /, '')]),
    }));
    found.set(name, { scenario, address: addresses.matrix(name), matrix, resources });
  }
  return found;
}

function hasMatrix({ matrices = [] }: RunRecord, name: string): boolean {
  return matrices.some(({ scenario }) => scenario === name);
}
