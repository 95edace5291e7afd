import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { operationNames } from '../wire/sdk-schemas.ts';
import { operationsByTreatment, servedPage } from './served-page.ts';

describe('the page of what keyhole serves', () => {
  test.each(serviceNames)('lists every operation of %s once', (service) => {
    const listed = Object.values(operationsByTreatment(service)).flat();
    expect(listed.toSorted()).toEqual(operationNames(service).toSorted());
  });

  test('lists an operation that keyhole refuses as refused by name', () => {
    expect(operationsByTreatment('s3')['refused by name']).toContain('PutBucketReplication');
    expect(operationsByTreatment('s3').served).toContain('GetObject');
  });

  test('is up to date: npm run served writes it', async () => {
    expect(await readFile(join(import.meta.dirname, '../../SERVED.md'), 'utf8')).toBe(servedPage());
  });
});
