import { expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { ROOT } from './imports.ts';
import { filesNaming } from './service-names.ts';

/** A service is a row in each of these, and two rooms: at the gateway and in the embedded store. */
const MOST = 6;

test.each(serviceNames)('%s is named in few files outside its own rooms', (service) => {
  const files = filesNaming(service, serviceNames, ROOT);
  expect(files.length).toBeGreaterThan(0);
  expect(files.slice(MOST)).toEqual([]);
});
