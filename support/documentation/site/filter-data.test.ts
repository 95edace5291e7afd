import { expect, test } from '@jest/globals';
import type { RecordedExample } from '../record/run-record.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { filterData } from './filter-data.ts';
import { siteOf } from './site-of.ts';

function dataOf(more: Partial<RecordedExample>) {
  const record = sampleRecord({ features: [recordedFeature([recordedExample(more)])] });
  return siteOf([record], { repeat: '' }).examples.map(filterData)[0];
}

test.each<[string, Partial<RecordedExample>, string]>([
  ['the answer to the last request', { requests: [allowedRequest(), refusedRequest()] }, 'denied'],
  ['an allowed request', { requests: [refusedRequest(), allowedRequest()] }, 'allowed'],
  ['a request that fails', { requests: [allowedRequest({ response: { status: 404 } })] }, 'fails'],
  ['a request that is not decided', { requests: [refusedRequest({ undecidable: 'a key' })] }, 'undecidable'],
  ['an answer beside a broken example', { verdict: 'failed' }, 'denied failed'],
  ['an example that was skipped', { verdict: 'skipped', requests: [] }, 'skipped'],
  ['an example that was not run', { verdict: 'not run', requests: [] }, 'not\u00a0run'],
])('the verdict is %s', (_, more, verdict) => {
  expect(dataOf(more)?.verdict).toBe(verdict);
});

test.each([
  ['arn:aws:iam::987654321098:root', '987654321098'],
  ['transfer.amazonaws.com', 'transfer.amazonaws.com'],
  [undefined, 'anonymous'],
])('the account of a caller %s that is of no account of the scenario is %s', (principal, account) => {
  expect(dataOf({ requests: [refusedRequest({ principal })] })?.account).toBe(account);
});

test('permissions and tags are each named once', () => {
  expect(dataOf({ tags: ['E01', 'limit'], requests: [refusedRequest(), refusedRequest()] })).toMatchObject({
    action: 'kms:Decrypt',
    tag: 'E01 limit',
  });
});
