import { describe, expect, test } from '@jest/globals';
import { fillIn } from './placeholders.ts';

/** Written in two parts, so that it is not read as a template. */
const username = '$' + '{aws:username}';
const values = {
  region: 'eu-west-1',
  'keys.shared.arn': 'arn:aws:kms:…',
  'accounts.intake.id': '222222222222',
};

describe('fillIn', () => {
  test.each([
    [
      'replaces every placeholder',
      '{{region}} {{keys.shared.arn}} {{region}}',
      'eu-west-1 arn:aws:kms:… eu-west-1',
    ],
    ['allows spaces within the braces', '{{ region }}', 'eu-west-1'],
    ["leaves IAM's policy variables alone", `${username} \${*} {{region}}`, `${username} \${*} eu-west-1`],
    ['leaves JSON alone', '{"a":{"b":{}}}', '{"a":{"b":{}}}'],
  ])('%s', (_, text, expected) => {
    expect(fillIn(text, values, 'x.json')).toBe(expected);
  });

  test('names the file, the placeholder, what was meant and what is known', () => {
    expect(() => fillIn('\n{{keys.shard.arn}}', values, 'policies/x.json')).toThrow(
      'policies/x.json:2:1: the placeholder {{keys.shard.arn}} is not defined; did you mean "keys.shared.arn"? ' +
        'Known: accounts.intake.id, keys.shared.arn, region',
    );
  });

  test('does not take what objects inherit for a value', () => {
    expect(() => fillIn('{{constructor}}', values, 'x.json')).toThrow('is not defined');
  });
});
