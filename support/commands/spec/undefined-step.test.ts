import { describe, expect, test } from '@jest/globals';
import { undefinedStep } from './undefined-step.ts';

const vocabulary = {
  shapes: [
    '{principal} has uploaded {object}{sse}',
    '{principal} reads {object}',
    '{principal} has read {object}',
    'the {bounding policy} of {role} is {document}',
    'access is denied: {reason} {action}',
    'access is granted',
    'the remedy is to {remedy}',
  ],
  parameterTypes: new Map([
    ['principal', [String.raw`the [\w-]+ (?:role|user)`, 'role \\d']],
    ['object', ['"[^"]+"(?: in (the [\\w-]+ bucket))?']],
    ['sse', ['(?: encrypted with (the [\\w-]+ key))?']],
    ['bounding policy', ['permissions boundary|session policy']],
    ['role', ['the [\\w-]+ role']],
    ['remedy', [String.raw`\S.*`]],
    ['reason', ["(?:no|the|an?|Block) [\\w' -]+?"]],
    ['action', ['[a-z0-9-]+:[A-Za-z*]+']],
  ]),
};

describe('an undefined step', () => {
  test.each([
    ['the transfer role has uploded "hello.txt"', 'the transfer role has uploaded "hello.txt"'],
    [
      'role 2 has uploded "a" in the b bucket encrypted with the c key',
      'role 2 has uploaded "a" in the b bucket encrypted with the c key',
    ],
    ['the transfer role reeds "hello.txt"', 'the transfer role reads "hello.txt"'],
    [
      'acess is denied: no bucket policy allows s3:GetObject',
      'access is denied: no bucket policy allows s3:GetObject',
    ],
    ['the writer has uploaded "hello.txt"', '{principal} has uploaded {object}{sse}'],
    ['access is grantd', 'access is granted'],
    [
      'the transfer role has uploaded "new.pdf" with SSE-S3 in the claims bucket by itself',
      'the transfer role has uploaded "new.pdf"{sse}',
    ],
  ])('%s: names the nearest step with the parameters that it has', (text, meant) => {
    expect(undefinedStep(text, vocabulary)).toBe(
      `neither keyhole nor steps/ defines this step; did you mean \`${meant}\`? keyhole steps lists the vocabulary`,
    );
  });

  test.each(['the moon shines', 'the moon is full', '', 'x'.repeat(1000)])(
    '"%s": nothing comes near',
    (text) => {
      expect(undefinedStep(text, vocabulary)).toBe(
        'neither keyhole nor steps/ defines this step; keyhole steps lists the vocabulary',
      );
    },
  );
});
