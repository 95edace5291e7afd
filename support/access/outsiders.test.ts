import { expect, test } from '@jest/globals';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import { WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { outsidersNamed } from './outsiders.ts';

const written = new WrittenScenario();

function named(principal: unknown, condition?: object) {
  const statement = {
    ...{
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-ledger/*',
    },
    ...(condition && { Condition: condition }),
  };
  written.write({
    'own/scenario.yaml': `title: Own
region: eu-west-1
accounts: { data: '111111111111' }
buckets: { ledger: { account: data, bucketName: acme-ledger, policy: bucket.json } }
`,
    'own/bucket.json': JSON.stringify({ Version: '2012-10-17', Statement: statement }),
  });
  return outsidersNamed(loadScenario(written.root, 'own'));
}

const other = { accountId: '222222222222' };
const member = (kind: string, name: string, path = '/') => ({ ...other, member: { kind, path, name } });

test.each([
  ['an id', { AWS: '222222222222' }, [other]],
  ['its root user', { AWS: ['arn:aws:iam::222222222222:root', '222222222222'] }, [other]],
  [
    'a role with a path',
    { AWS: 'arn:aws:iam::222222222222:role/app/reader' },
    [other, member('role', 'reader', '/app/')],
  ],
  ['a user', { AWS: 'arn:aws:iam::222222222222:user/bob' }, [other, member('user', 'bob')]],
  [
    'a session',
    { AWS: 'arn:aws:sts::222222222222:assumed-role/reader/night' },
    [other, { ...other, member: { kind: 'role', path: '/', name: 'reader', session: 'night' } }],
  ],
  ['its own account', { AWS: '111111111111' }, []],
  ['a service', { Service: 'logging.s3.amazonaws.com' }, []],
  ['every principal', '*', []],
])('a policy that names %s as principal names outsiders', (_, principal, outsiders) => {
  expect(named(principal)).toEqual(outsiders);
});

test.each([
  ['aws:PrincipalAccount', '222222222222', [other]],
  ['aws:principalarn', 'arn:aws:iam::222222222222:role/reader', [other, member('role', 'reader')]],
  ['aws:PrincipalArn', 'arn:aws:iam::222222222222:role/*', []],
  ['aws:SourceAccount', '222222222222', []],
])('a condition on %s names those of its values that are no patterns', (key, value, outsiders) => {
  expect(named('*', { [value.includes('arn') ? 'ArnLike' : 'StringEquals']: { [key]: value } })).toEqual(
    outsiders,
  );
});
