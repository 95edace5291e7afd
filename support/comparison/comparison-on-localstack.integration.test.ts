import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { keyhole } from '../commands/testing/run-keyhole.ts';
import { dockerOrTold } from '../stores/localstack/testing/docker-or-told.ts';

const localstack = ['--backend', 'localstack', '--compare'];

((await dockerOrTold()) ? test : test.skip)(
  'keyhole spec --compare says where LocalStack alone would have misled, which is no failure',
  async () => {
    const tags = '@W01 or @W03 or @A01 or @A02';
    const { exitCode, stdout, stderr } = await keyhole('spec', ...localstack, '--tags', tags);
    const [, report] = stripVTControlCharacters(stdout).split('\n\nLocalStack alone, outcome by outcome');
    expect({ exitCode, stderr, report }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/^\.+\n\.+\n$/),
      report: expect.any(String),
    });
    expect(report).toMatch(/= W01 {2}/);
    // The width of a terminal breaks lines between words.
    const words = report?.replace(/\s+/g, ' ');
    expect(words).toMatch(/≠ W03 [^≠=]*? AWS denies kms:Decrypt; LocalStack alone allows it/);
    expect(words).toMatch(
      /≠ A01 [^≠=]*? is encrypted with key 2; LocalStack alone has alias\/my-key of account 1/,
    );
    expect(words).toMatch(/≠ A02 [^≠=]*? AWS answers KMS\.NotFoundException; LocalStack alone allows it/);
    expect(report).toMatch(
      /LocalStack alone would have misled in 3 of 4 outcomes\n {2}in 2 it allows a request that AWS denies\n {2}in 1 it allows like AWS, but stores something else\n$/,
    );
  },
);
