import { expect, test } from '@jest/globals';
import { withDenials, withInline } from './join-denials.ts';

const home = `arn:aws:s3:::home/$\{aws:username}/*`;
const written = `arn:aws:s3:::home/$\{$}{aws:username}/*`;
const policy = (Effect: string, Version?: string) =>
  JSON.stringify({ Version, Statement: { Effect, Action: 's3:*', Resource: home } });

test.each([
  ['2012-10-17', '2012-10-17', '2012-10-17', home, home],
  [undefined, '2012-10-17', '2012-10-17', written, home],
  ['2012-10-17', undefined, '2012-10-17', home, written],
  ['2008-10-17', undefined, '2008-10-17', home, home],
])(
  'a policy of version %s with denials of version %s: each text means what it did',
  (own, other, Version, first, second) => {
    expect(JSON.parse(withDenials(policy('Allow', own), policy('Deny', other)))).toEqual({
      Version,
      Statement: [
        { Effect: 'Allow', Action: 's3:*', Resource: first },
        { Effect: 'Deny', Action: 's3:*', Resource: second },
      ],
    });
  },
);

test('only what denies is added, and a name of a statement is used once', () => {
  const statement = (Effect: string) => ({ Sid: 'One', Effect, Action: '*', Resource: '*' });
  const text = (...effects: readonly string[]) => JSON.stringify({ Statement: effects.map(statement) });
  expect(JSON.parse(withDenials(text('Allow'), text('Allow', 'Deny'))).Statement).toEqual([
    statement('Allow'),
    { Effect: 'Deny', Action: '*', Resource: '*' },
  ]);
});

test('an inline policy never replaces another of its name', () => {
  expect(withInline({ own: 'a', 'own-2': 'b' }, { own: 'c' })).toEqual({
    own: 'a',
    'own-2': 'b',
    'own-3': 'c',
  });
});
