import {
  CreateOrganizationCommand,
  CreatePolicyCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, deny, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const ofType = { Condition: { StringEquals: { 'organizations:PolicyType': 'SERVICE_CONTROL_POLICY' } } };

test('A Deny by the type of a policy keeps a user from its tags, and not from those of the root', async () => {
  const { organizations: owner } = lab.as(account);
  await owner.send(new CreateOrganizationCommand({}));
  const Content = documentOf(deny('s3:*'));
  const policy = { Content, Name: 'guard', Type: 'SERVICE_CONTROL_POLICY' as const, Description: 'a guard' };
  const { Policy } = await owner.send(new CreatePolicyCommand(policy));
  const { Roots } = await owner.send(new ListRootsCommand({}));
  const { organizations } = await lab.user(
    account,
    'ana',
    allow('organizations:*'),
    deny('organizations:*Resource', '*', ofType),
  );
  const answers = async (ResourceId: string | undefined) => [
    await answerOf(
      organizations.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: 'a', Value: 'b' }] })),
    ),
    await answerOf(organizations.send(new ListTagsForResourceCommand({ ResourceId }))),
    await answerOf(organizations.send(new UntagResourceCommand({ ResourceId, TagKeys: ['a'] }))),
  ];
  expect(await answers(Roots?.[0]?.Id)).toEqual(['granted', 'granted', 'granted']);
  const refused = expect.stringContaining('400 AccessDeniedException');
  expect(await answers(Policy?.PolicySummary?.Id)).toEqual([refused, refused, refused]);
});
