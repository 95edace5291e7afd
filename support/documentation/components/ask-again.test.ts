import { describe, expect, test } from '@jest/globals';
import type { RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import { siteOf } from '../site/site-of.ts';
import { recordedExample, recordedFeature, refusedRequest, sampleRecord } from '../testing/sample-record.ts';
import { askAgain, commandBeside } from './ask-again.ts';

test.each([
  ['npm run spec', 'npm run explain -- W03'],
  ['npx keyhole spec', 'npx keyhole explain W03'],
  ['keyhole spec', 'keyhole explain W03'],
])('calls a command as %s is called', (repeat, expected) => {
  expect(commandBeside(repeat, 'explain', 'W03')).toBe(expected);
});

/** The commands for a request, one a line. */
function commands(
  request: Partial<RecordedRequest>,
  permission: Partial<RecordedPermission> = {},
  outcomes: readonly string[] = ['E01'],
): readonly string[] {
  const features = [recordedFeature([recordedExample({ outcomes: [...outcomes] })])];
  const site = siteOf([sampleRecord({ features })], { repeat: 'keyhole spec' });
  const [example] = site.examples;
  const refused = refusedRequest(request);
  const [first] = refused.decisions;
  if (example === undefined || first === undefined) throw new TypeError('the sample has no request');
  const shown = askAgain('keyhole spec', example, {
    request: refused,
    permission: { ...first, ...permission },
  });
  const [, text = ''] = /<code[^>]*>(.*)<\/code>/s.exec(String(shown)) ?? [];
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").split('\n');
}

const DECIDE = 'keyhole decide --scenario exchange --principal';

describe('the commands that ask again', () => {
  test('name the outcome, and the resource as the scenario does', () => {
    expect(commands({})).toEqual([
      'keyhole explain E01',
      `${DECIDE} "the writer role" --action kms:Decrypt --resource "the shared key" --via s3`,
    ]);
  });

  test('name file and line of an example that proves no outcome', () => {
    expect(commands({}, {}, [])[0]).toBe('keyhole explain features/exchange/reading.feature:10');
  });

  test.each([
    ['a root user', 'arn:aws:iam::222222222222:root', 'arn:aws:iam::222222222222:root'],
    ['an anonymous caller', 'anonymous', 'anonymous'],
    ['a service', 'transfer.amazonaws.com', 'transfer.amazonaws.com'],
  ])('name %s as decide does', (_, principal, named) => {
    expect(commands({ principal, caller: 'someone else' })[1]).toContain(`${DECIDE} ${named} --action`);
  });

  test('give an object by its ARN, quoted for a shell', () => {
    const resource = "arn:aws:s3:::exchange/it's $5.txt";
    const object = { action: 's3:GetObject', resource, resourceName: '"it\'s $5.txt" in the bucket' };
    expect(commands({}, object)[1]).toContain(
      `--action s3:GetObject --resource 'arn:aws:s3:::exchange/it'\\''s $5.txt'`,
    );
  });

  test.each([
    ['a key that a client created', {}, { resourceName: 'key 2' }],
    ['a caller that a client created', { caller: 'arn:aws:iam::222222222222:user/new' }, {}],
  ])('leave out decide for %s', (_, request, permission) => {
    expect(commands(request, permission)).toEqual(['keyhole explain E01']);
  });
});
