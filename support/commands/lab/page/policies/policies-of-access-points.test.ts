import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, DeleteAccessPointCommand } from '@aws-sdk/client-s3-control';
import { afterEach, describe, expect, test } from '@jest/globals';
import { clientsFor } from '../../../../client/clients.ts';
import { rootOf } from '../../../../client/identity.ts';
import { PLAIN } from '../../../../gateway/record/decision-report.ts';
import { type Lab, startLab } from '../../../../gateway/serving/lab.ts';
import { namesAndSources } from '../../../../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../../../../scenario/document/documented-scenarios.ts';
import { policyOf } from '../../../../scenario/testing/written-scenario.ts';
import { playScenario } from '../../play-scenario.ts';
import { RequestsOfLab } from '../requests-of-lab.ts';
import { PoliciesOfPage } from './policies-of-page.ts';

let lab: Lab | undefined;
afterEach(async () => {
  await lab?.[Symbol.asyncDispose]();
  lab = undefined;
});

const DATA = '111111111111';
const ANALYTICS = 'the access point policy of the analytics access point';
const OWNER = 'the root user of the data account';

async function policiesIn(scenario?: ReturnType<typeof scenarioNamed>) {
  const gateway = await startLab();
  lab = gateway;
  const played =
    scenario && (await playScenario(scenario, gateway, { quotas: {}, facts: (around) => around }));
  const describing = played === undefined ? PLAIN : namesAndSources(played.provisioned);
  const requests = new RequestsOfLab(
    () => gateway.decisionLog,
    () => describing,
  );
  const policies = new PoliciesOfPage({ gateway, describing: () => describing, played, requests });
  const at = async (title: string) => {
    const found = (await policies.list()).places.find((place) => place.title === title);
    if (found === undefined) throw new TypeError(`no place is ${title}`);
    return found;
  };
  const root = clientsFor({ endpoint: gateway.endpoint, identity: rootOf(DATA), region: 'eu-west-1' });
  return { policies, at, root };
}

describe('The policies of access points', () => {
  test('are listed with those of other resources, also without a document', async () => {
    const { policies } = await policiesIn(scenarioNamed('access-points'));
    const { places } = await policies.list();
    const ofPoints = places.filter(({ title }) => title.startsWith('the access point policy'));
    expect(ofPoints.map(({ title, text }) => [title, text !== undefined])).toEqual([
      [ANALYTICS, true],
      ['the access point policy of the forgotten access point', true],
      ['the access point policy of the vault access point', false],
      ['the access point policy of the hopeful access point', false],
      ['the access point policy of the partner access point', false],
    ]);
    expect(ofPoints[0]).toMatchObject({
      ...{ how: 's3:PutAccessPointPolicy', isOptional: true },
      account: { id: DATA, phrase: 'the data account' },
      origin: { file: 'scenarios/access-points/policies/analytics-policy.json' },
    });
  });

  test('are set and removed by a request, and tell whose access changes', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('access-points'));
    const { text } = await at(ANALYTICS);
    const removed = await policies.apply(await at(ANALYTICS), { text: undefined, setter: OWNER });
    expect(removed.isSet).toBe(true);
    expect(removed.changed).toContainEqual(
      expect.objectContaining({
        ...{ principal: 'the clerk user', resource: '"hello.txt" through the analytics access point' },
        ...{ before: 'allowed', after: 'denied' },
      }),
    );
    expect((await at(ANALYTICS)).text).toBeUndefined();
    expect(await policies.apply(await at(ANALYTICS), { text, setter: OWNER })).toMatchObject({ isSet: true });
    expect((await at(ANALYTICS)).text).toBe(text);
  });

  test('are refused as S3 refuses them, before they are set', async () => {
    const { policies, at } = await policiesIn(scenarioNamed('access-points'));
    const text = policyOf({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::x/*',
    });
    const findings = await policies.check(await at(ANALYTICS), { text, setter: OWNER });
    expect(findings[0]).toMatchObject({ severity: 'refused', code: 'MalformedPolicy' });
  });

  test('of an access point that is deleted are no longer asked about', async () => {
    const { policies, at, root } = await policiesIn(scenarioNamed('access-points'));
    await root.s3control.send(new DeleteAccessPointCommand({ AccountId: DATA, Name: 'forgotten' }));
    const removed = await policies.apply(await at(ANALYTICS), { text: undefined, setter: OWNER });
    expect(removed.isSet).toBe(true);
    await expect(at('the access point policy of the forgotten access point')).rejects.toThrow('no place');
  });

  test('that any client made are listed in a lab without a scenario', async () => {
    const { policies, root } = await policiesIn();
    await root.s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
    await root.s3control.send(
      new CreateAccessPointCommand({ AccountId: DATA, Name: 'mine', Bucket: 'reports' }),
    );
    const { places } = await policies.list();
    expect(places.map(({ title }) => title)).toContain('the access point policy of the access point mine');
  });
});
