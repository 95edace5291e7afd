import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { mfaScenario } from '../scenario/testing/mfa-scenario.ts';
import { policyOf, WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { startGateway } from './index.ts';

const written = new WrittenScenario();

test('What the loader of a scenario warns of is a warning of the process', async () => {
  const misspelt = policyOf({
    Effect: 'Allow',
    Action: 'iam:ListUsers',
    Resource: 'arn:aws:dynamdb:eu-west-1:111111111111:table/books',
  });
  written.write({ ...mfaScenario, 'own/list.json': misspelt });
  const emitted = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  await using _ = await startGateway({ scenario: join(written.root, 'own') });
  expect(emitted.mock.calls).toEqual([
    [expect.stringMatching(/list\.json:.*dynamdb.* did you mean "arn:aws:dynamodb:/), 'KeyholeWarning'],
  ]);
});
