import { setTimeout as wait } from 'node:timers/promises';

/** For tests: a stack to deploy to LocalStack by its own CloudFormation. */
export interface StackToDeploy {
  readonly name: string;
  readonly accountId: string;
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** For tests: the names and ids that resources got, by their logical ids. */
export type PhysicalIds = Readonly<Record<string, string>>;

/** For tests: deploys a stack and waits for it. Throws if it does not complete. */
export async function deployStack(endpoint: string, stack: StackToDeploy): Promise<PhysicalIds> {
  const ask = (Action: string, more: Readonly<Record<string, string>> = {}) =>
    cloudFormation(endpoint, stack, { Action, StackName: stack.name, ...more });
  const parameters = Object.entries(stack.parameters ?? {}).flatMap(([name, value], index) => [
    [`Parameters.member.${index + 1}.ParameterKey`, name],
    [`Parameters.member.${index + 1}.ParameterValue`, value],
  ]);
  await ask('CreateStack', {
    TemplateBody: stack.template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    ...Object.fromEntries(parameters),
  });
  for (;;) {
    const [status = ''] = membersOf(await ask('DescribeStacks'), 'StackStatus');
    if (status === 'CREATE_COMPLETE') break;
    if (status !== 'CREATE_IN_PROGRESS')
      throw new Error(`${stack.name}: ${await ask('DescribeStackEvents')}`);
    // LocalStack has no operation that waits for a stack.
    await wait(100);
  }
  const resources = await ask('DescribeStackResources');
  const physical = membersOf(resources, 'PhysicalResourceId');
  return Object.fromEntries(
    membersOf(resources, 'LogicalResourceId').map((logical, index) => [logical, physical[index] ?? '']),
  );
}

/** Asks LocalStack's CloudFormation as an account. LocalStack reads the account from the signature, and verifies none. */
async function cloudFormation(
  endpoint: string,
  { accountId }: StackToDeploy,
  input: Readonly<Record<string, string>>,
): Promise<string> {
  const scope = `${accountId}/20260101/eu-west-1/cloudformation/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ Version: '2010-05-15', ...input }).toString(),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${input.Action}: ${text}`);
  return text;
}

/** The texts of a member in an answer, in order. */
function membersOf(xml: string, member: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${member}>([^<]*)</${member}>`, 'g'))].map(([, text = '']) => text);
}
