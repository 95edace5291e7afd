import { describe, expect, test } from '@jest/globals';
import { expectAsShown, readTranscript } from './transcript.ts';

const text = `$ echo hello > a.txt
$ keyhole as transfer -- \\
    aws s3 cp a.txt s3://b/
upload: ./a.txt to s3://b/a.txt
$ aws s3 ls
An error occurred (AccessDenied): …no identity-based policy …
(exit code 254)
`;

describe('a transcript', () => {
  const [write, copy, list] = readTranscript(text);

  test('has commands with their outputs and exit codes', () => {
    expect(readTranscript(text)).toEqual([
      { command: 'echo hello > a.txt', output: '', exitCode: 0 },
      {
        command: 'keyhole as transfer -- \\\n    aws s3 cp a.txt s3://b/',
        output: 'upload: ./a.txt to s3://b/a.txt',
        exitCode: 0,
      },
      {
        command: 'aws s3 ls',
        output: 'An error occurred (AccessDenied): …no identity-based policy …',
        exitCode: 254,
      },
    ]);
  });

  test('begins with a command', () => {
    expect(() => readTranscript('aws s3 ls\n')).toThrow('A transcript begins with "$ ", not with aws s3 ls');
  });

  test.each([
    ['no output', write, { output: '', exitCode: 0 }],
    [
      'the last of lines that overwrite each other',
      copy,
      { output: 'Completed 1 Byte\rupload: ./a.txt to  s3://b/a.txt  \n', exitCode: 0 },
    ],
    [
      'any text in place of an ellipsis',
      list,
      {
        output: 'An error occurred (AccessDenied): User: x. Because\n no identity-based  policy allows it\n',
        exitCode: 254,
      },
    ],
  ])('takes %s', (_, shown, outcome) => {
    expect(shown).toBeDefined();
    if (shown) expectAsShown(shown, outcome);
  });

  test.each([
    [
      'another exit code',
      list,
      { output: 'An error occurred (AccessDenied): a no identity-based policy b', exitCode: 1 },
    ],
    ['another text', copy, { output: 'upload: ./a.txt to s3://b/b.txt', exitCode: 0 }],
    ['more text', write, { output: 'hello', exitCode: 0 }],
    ['less text', copy, { output: '', exitCode: 0 }],
  ])('does not take %s', (_, shown, outcome) => {
    expect(() => shown && expectAsShown(shown, outcome)).toThrow();
  });
});
