import { expect, test } from '@jest/globals';
import { operationsOf, serviceNames } from '../stores/embedded/embedded-state.ts';
import { desks } from './desks.ts';

test.each(serviceNames)(
  'of %s, the embedded store performs all that is decided, or its desk answers it or says why not',
  (service) => {
    const performed = new Set(Object.keys(operationsOf(service)));
    const decided = Object.entries(desks[service].permissions)
      .filter(([, rule]) => rule !== 'not implemented')
      .map(([operation]) => operation);
    const answered = new Set(Object.keys(desks[service].answers ?? {}));
    const elsewhere = decided.filter((operation) => !performed.has(operation) && !answered.has(operation));

    expect(elsewhere.toSorted()).toEqual(Object.keys(desks[service].performedElsewhere ?? {}).toSorted());
  },
);
