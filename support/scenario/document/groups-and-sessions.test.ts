import { expect, test } from '@jest/globals';
import { allowing, trustsLambda, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';

const written = new WrittenScenario();

interface Members {
  readonly group?: string;
  readonly session?: string;
  readonly role?: string;
}

function write({ group = 'members: [ann]', session = '', role = '' }: Members): void {
  written.write({
    'own/scenario.yaml': `${twoAccounts}users:
  ann: { account: data }
  bob: { account: partner }
groups:
  analysts: { account: data, ${group} }
roles:
  reader:
    account: data
    trust: trust.json
    assumedBy: { service: lambda.amazonaws.com ${session} }
    ${role}
`,
    'own/trust.json': trustsLambda,
    'own/read.json': allowing('s3:GetObject'),
    'own/list.json': allowing('s3:ListBucket'),
  });
}

test.each<[string, Members, RegExp]>([
  [
    'an unknown member of a group',
    { group: 'members: [bob, anne]' },
    /:8:45: groups\.analysts\.members\.1: "anne" is no user of this scenario; did you mean "ann"\? Known: ann, bob$/m,
  ],
  [
    'a user of another account in a group',
    { group: 'members: [bob]' },
    /groups\.analysts\.members\.0: "bob" is of the account partner, and a group has users of its own account only$/,
  ],
  [
    'a role in a group',
    { group: 'members: [reader]' },
    /groups\.analysts\.members\.0: "reader" is a role, and IAM takes only users$/,
  ],
  [
    'a misspelt member of a group',
    { group: 'membres: [ann]' },
    /groups\.analysts\.membres: there is no such member; did you mean "members"\?/,
  ],
  [
    'a misspelt parameter of a session',
    { session: ', sesionName: nightly' },
    /:13:50: roles\.reader\.assumedBy\.sesionName: there is no such member; did you mean "sessionName"\?/,
  ],
  [
    'a transitive tag that the session does not have',
    { session: ', sessionTags: { team: data }, transitiveTags: [taem]' },
    /roles\.reader\.assumedBy\.transitiveTags\.0: "taem" is not among the sessionTags$/,
  ],
  [
    'two documents as session policies',
    { session: ', sessionPolicies: [read.json, list.json]' },
    /roles\.reader\.assumedBy\.sessionPolicies: read\.json and list\.json are two documents, and STS takes one$/,
  ],
  [
    'a session name with a space',
    { session: ', sessionName: "nightly run"' },
    /roles\.reader\.assumedBy\.sessionName: must be the name of a session: 2 to 64 letters/,
  ],
  ['a tag that is a list', { role: 'tags: { team: [data] }' }, /:14:19: roles\.reader\.tags\.team: /],
  [
    'a path that does not end in a slash',
    { role: 'path: /teams' },
    /roles\.reader\.path: must be a path of IAM/,
  ],
  [
    'a document of a session that is missing',
    { session: ', sessionPolicies: [raed.json]' },
    /the file raed\.json does not exist/,
  ],
])('%s is refused with what to do', (_, members, message) => {
  write(members);
  expect(written.fault()).toMatch(message);
});

test('names, tags and parameters of sessions are taken', () => {
  write({
    group: 'groupName: Analysts, path: /teams/, members: [ann], policies: [read.json]',
    session:
      ', sessionName: nightly, sessionPolicies: [read.json, arn:aws:iam::aws:policy/ReadOnlyAccess], sessionTags: { team: data, cost: 7 }, transitiveTags: [team], sourceIdentity: ann, externalId: x-1',
    role: 'tags: { team: data }',
  });
  const { document } = written.load();
  expect(document.groups.analysts).toMatchObject({ groupName: 'Analysts', policies: { read: 'read.json' } });
  expect(document.roles.reader?.assumedBy).toMatchObject({ sessionTags: { team: 'data', cost: '7' } });
});
