import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renamePrincipals } from './principals-in-text.ts';

const ARN = 'arn:aws:iam::111111111111:role/reader';
const rename = (name: string) => (name === ARN ? 'AROAEXAMPLE' : undefined);

describe('renamePrincipals', () => {
  test.each([
    ['a single principal', `{"Principal":{"AWS":"${ARN}"}}`, '{"Principal":{"AWS":"AROAEXAMPLE"}}'],
    [
      'one of a list, white space kept',
      `{ "Principal" : {\n  "AWS": [ "*", "${ARN}" ] } }`,
      '{ "Principal" : {\n  "AWS": [ "*", "AROAEXAMPLE" ] } }',
    ],
    ['NotPrincipal', `{"NotPrincipal":{"AWS":"${ARN}"}}`, '{"NotPrincipal":{"AWS":"AROAEXAMPLE"}}'],
    [
      'a name in another spelling of the same text',
      `{"Principal":{"AWS":"${ARN.replace('/', '\\/')}"}}`,
      '{"Principal":{"AWS":"AROAEXAMPLE"}}',
    ],
    [
      'the element in another spelling',
      `{"\\u0050rincipal":{"AWS":"${ARN}"}}`,
      '{"\\u0050rincipal":{"AWS":"AROAEXAMPLE"}}',
    ],
  ])('renames %s', (_, document, expected) => {
    expect(renamePrincipals(document, rename)).toBe(expected);
  });

  test.each([
    ['an ARN in a condition', `{"Condition":{"ArnEquals":{"aws:PrincipalArn":"${ARN}"}}}`],
    ['an ARN in Resource', `{"Principal":"*","Resource":"${ARN}"}`],
    ['what a Sid quotes', JSON.stringify({ Sid: `"Principal": {"AWS": "${ARN}"}` })],
    ['everybody', '{"Principal":"*"}'],
    [
      'a condition with braces in its keys',
      `{"Principal":"*","Condition":{"":{":{":""},"}":{"{":"${ARN}"}}}`,
    ],
    [
      'other principals',
      '{"Principal":{"AWS":"arn:aws:iam::111111111111:root","Service":"ec2.amazonaws.com"}}',
    ],
  ])('leaves %s alone', (_, document) => {
    expect(renamePrincipals(document, rename)).toBe(document);
  });

  test('changes nothing but principals in any document', () => {
    const name = fc.oneof(fc.constant(ARN), fc.string());
    const statement = fc.record({
      Sid: fc.string(),
      Principal: fc.oneof(fc.constant('*'), fc.record({ AWS: fc.oneof(name, fc.array(name)) })),
      Condition: fc.dictionary(fc.string(), fc.dictionary(fc.string(), name)),
    });
    fc.assert(
      fc.property(fc.array(statement), fc.nat(2), (statements, indent) => {
        const document = JSON.stringify(statements, undefined, indent);
        const expected = statements.map((one) => ({ ...one, Principal: renamedIn(one.Principal) }));
        expect(JSON.parse(renamePrincipals(document, rename))).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });
});

function renamedIn(principal: unknown): unknown {
  return JSON.parse(JSON.stringify(principal), (_, value) =>
    typeof value === 'string' ? (rename(value) ?? value) : value,
  );
}
