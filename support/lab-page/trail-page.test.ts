import { describe, expect, test } from '@jest/globals';
import { readPage } from '../documentation/proof/page-faults.ts';
import type { CloudTrailEvent } from '../gateway/record/cloudtrail/cloudtrail-event.ts';
import { LabPage } from './lab-page.ts';
import { labViewOf } from './testing/lab-view-of.ts';

const ACCOUNT = '111111111111';

function eventOf(number: number, more: Partial<CloudTrailEvent> = {}): CloudTrailEvent {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'Root',
      principalId: ACCOUNT,
      accountId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:root`,
    },
    eventTime: '2026-11-29T19:47:18Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '127.0.0.1',
    requestParameters: { encryptionContext: { '</pre><script>': '"a\\"' } },
    responseElements: null,
    requestID: `request-${number}`,
    eventID: `event-${number}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...more,
  };
}

async function pageOf(events: readonly CloudTrailEvent[], query = '') {
  const view = labViewOf({
    accounts: () => [
      { id: ACCOUNT, phrase: 'the own account' },
      { id: '222222222222', phrase: 'the other account' },
    ],
    cloudTrail: (account) => events.filter(({ recipientAccountId }) => recipientAccountId === account),
  });
  const target = `/_keyhole/cloudtrail/${query}`;
  const body = (async function* () {})();
  const request = { method: 'GET', target, headers: {}, duplicated: [], body, sourceIp: '', secure: true };
  return String((await new LabPage(view, '/_keyhole/').answer(request))?.body);
}

function listed(body: string): readonly (string | undefined)[] {
  return [...body.matchAll(/<li data-id="([^"]+)">/g)].map(([, id]) => id);
}

describe('the page of CloudTrail', () => {
  test('lists the events of an account, newest first, each with its JSON', async () => {
    const body = await pageOf([eventOf(1), eventOf(2), eventOf(3, { recipientAccountId: '222222222222' })]);
    expect(listed(body)).toEqual(['event-2', 'event-1']);
    expect(body).toContain('<b>&quot;eventName&quot;</b>: <span>&quot;Decrypt&quot;</span>');
    expect(readPage('cloudtrail/', body).faults).toEqual([]);
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(
      listed(await pageOf([eventOf(3, { recipientAccountId: '222222222222' })], '?account=222222222222')),
    ).toEqual(['event-3']);
  });

  test('says what is not recorded', async () => {
    const body = await pageOf([]);
    expect(body).toContain('data events, which CloudTrail does not record unless');
    expect(body).toContain('No event yet.');
  });

  test('lists events by name and by principal', async () => {
    const user = { type: 'IAMUser', principalId: 'AIDA', accountId: ACCOUNT, arn: 'arn:x' } as const;
    const events = [
      eventOf(1),
      eventOf(2, { eventName: 'Encrypt' }),
      eventOf(3, { eventName: 'Encrypt', userIdentity: user }),
    ];
    expect(listed(await pageOf(events, '?name=Encrypt'))).toEqual(['event-3', 'event-2']);
    expect(listed(await pageOf(events, '?name=Encrypt&principal=arn:x'))).toEqual(['event-3']);
    const none = await pageOf(events, '?name=Decrypt&principal=arn:x');
    expect(none).toContain('No event that you asked for.');
    // A choice that matches nothing stays chosen.
    expect(none).toContain('<option value="arn:x" selected>');
  });

  test('is bounded, and leads to earlier events', async () => {
    const many = Array.from({ length: 120 }, (_, index) => eventOf(index));
    const first = await pageOf(many, '?name=Decrypt');
    expect(listed(first)).toHaveLength(50);
    expect(first.length).toBeLessThan(300_000);
    const [, query = ''] = /href="index\.html(\?[^"]+)#events">70 earlier events/.exec(first) ?? [];
    const earlier = await pageOf(many, query.replaceAll('&amp;', '&'));
    expect(listed(earlier)[0]).toBe('event-69');
    expect(earlier).not.toContain('data-stream');
  });
});
