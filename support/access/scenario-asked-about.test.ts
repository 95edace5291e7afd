import { expect, test } from '@jest/globals';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import { policyOf, WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { accessMatrix } from './access-matrix.ts';
import { startAccessWorld } from './access-world.ts';
import { checkedWords } from './decide-question.ts';
import { decisionInScenario } from './decision-in-scenario.ts';
import { startScenarioAskedAbout } from './scenario-asked-about.ts';
import { ScenarioQuestions } from './scenario-questions.ts';
import { principalsMeant } from './scope-meant.ts';

const written = new WrittenScenario();
const READER = 'arn:aws:iam::222222222222:role/app/reader';
const OUTSIDERS = [READER, '333333333333', 'arn:aws:iam::333333333333:root', '222222222222'];

function scenario() {
  const objects = 'arn:aws:s3:::acme-ledger/*';
  written.write({
    'own/scenario.yaml': `title: Own
region: eu-west-1
accounts: { data: '111111111111' }
buckets: { ledger: { account: data, bucketName: acme-ledger, policy: bucket.json } }
`,
    'own/bucket.json': policyOf(
      { Effect: 'Allow', Principal: { AWS: READER }, Action: 's3:GetObject', Resource: objects },
      { Effect: 'Allow', Principal: { AWS: '333333333333' }, Action: 's3:PutObject', Resource: objects },
    ),
  });
  return loadScenario(written.root, 'own');
}

const question = (principal: string, action: string) => ({
  ...{ principal, action, resource: action === 's3:ListBucket' ? 'acme-ledger' : 'acme-ledger/a' },
  ...{ context: [], without: [] },
});

test('outsiders that policies name are decided as the matrix has them', async () => {
  await using world = await startAccessWorld(scenario());
  const { cells } = await accessMatrix(world);
  await using played = await startScenarioAskedAbout(scenario(), OUTSIDERS);
  const results: string[] = [];
  for (const words of OUTSIDERS) {
    const [meant] = principalsMeant([words], world);
    for (const action of ['s3:GetObject', 's3:PutObject', 's3:ListBucket']) {
      const asked = question(words, action);
      const { result } = await decisionInScenario(played, asked, checkedWords(asked));
      const cell = cells.find(
        ({ principal, uses }) => principal.id === meant?.id && uses[0]?.use.action.action === action,
      );
      expect([words, action, result === 'Granted' ? 'allowed' : 'denied']).toEqual([
        words,
        action,
        cell?.result,
      ]);
      results.push(result);
    }
  }
  expect(new Set(results)).toEqual(new Set(['Granted', 'Denied']));
});

test('questions name outsiders too', async () => {
  await using played = await startScenarioAskedAbout(scenario(), [READER]);
  const asking = new ScenarioQuestions(played, { things: new Map(), notUnderstood: new Map() });
  const asked = {
    ...question(READER, 's3:GetObject'),
    ...{ context: {}, id: undefined, via: undefined, through: undefined, region: undefined },
  };
  expect(await asking.answer(asked, 1)).toMatchObject({ decision: 'allowed' });
});

test('an account that no policy names is not taken for an outsider', async () => {
  const words = 'arn:aws:iam::444444444444:user/bob';
  await using played = await startScenarioAskedAbout(scenario(), [words]);
  const asked = question(words, 's3:GetObject');
  await expect(decisionInScenario(played, asked, checkedWords(asked))).rejects.toThrow(
    'is not in the scenario own',
  );
});
