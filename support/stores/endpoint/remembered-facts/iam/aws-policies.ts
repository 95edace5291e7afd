import { AwsError } from '../../../../aws/aws-error.ts';
import { noSuchEntity } from '../../../../aws/iam-errors.ts';
import {
  type AwsManagedPolicy,
  awsManagedPolicies,
  isAwsPolicyArn,
} from '../../../../aws/managed-policies/aws-managed-policies.ts';
import type { Awaitable } from '../../../awaitable.ts';
import { encodedDocument } from '../../../embedded/iam/iam-constraints.ts';
import type { Call } from '../../../store.ts';

/**
 * The answer to a request about a managed policy of AWS. The policy, its version and its document are those that keyhole
 * knows, since endpoints have other versions of them. Every other request is answered by the endpoint.
 *
 * Throws NoSuchEntity for a policy that AWS does not have, and NotImplemented for one that the endpoint cannot attach.
 */
export function withAwsPolicies<T extends object>(
  { service, operation, input }: Pick<Call, 'service' | 'operation' | 'input'>,
  ask: () => Awaitable<T>,
): Awaitable<T> {
  const arn: unknown = service === 'iam' ? Reflect.get(input, 'PolicyArn') : undefined;
  const answer = typeof arn === 'string' && isAwsPolicyArn(arn) ? ANSWERS[operation] : undefined;
  return answer === undefined ? ask() : answered(answer, { arn: String(arn), input }, ask);
}

async function answered<T extends object>(
  answer: Answer,
  { arn, input }: { readonly arn: string; readonly input: object },
  ask: () => Awaitable<T>,
): Promise<T> {
  const policy = awsManagedPolicies().get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  // The table has the answer of the operation that was asked for; the compiler cannot follow it through the table.
  return (await answer(policy, input, ask)) as T;
}

type Answer = (policy: AwsManagedPolicy, input: object, ask: () => Awaitable<object>) => Awaitable<object>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  GetPolicy: described,
  GetPolicyVersion: (policy, input) => {
    const VersionId: unknown = Reflect.get(input, 'VersionId');
    if (VersionId !== policy.versionId)
      throw noSuchEntity(`Policy ${policy.arn} version ${VersionId} does not exist or is not attachable.`);
    return { PolicyVersion: { Document: encodedDocument(policy.document), ...versionOf(policy) } };
  },
  ListPolicyVersions: (policy) => ({ Versions: [versionOf(policy)], IsTruncated: false }),
  AttachUserPolicy: attached,
  AttachRolePolicy: attached,
  AttachGroupPolicy: attached,
};

function versionOf({ versionId, updateDate }: AwsManagedPolicy) {
  return { VersionId: versionId, IsDefaultVersion: true, CreateDate: updateDate };
}

/** The endpoint counts the entities that have the policy. One that does not know the policy has none. */
async function described(policy: AwsManagedPolicy, _: object, ask: () => Awaitable<object>): Promise<object> {
  const { arn, versionId, createDate, updateDate } = policy;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const known: unknown = Reflect.get((await orAbsent(ask)) ?? {}, 'Policy');
  return {
    Policy: {
      AttachmentCount: 0,
      IsAttachable: true,
      ...Object(known),
      PolicyName: name,
      Arn: arn,
      Path: arn.slice(arn.indexOf('/'), -name.length),
      DefaultVersionId: versionId,
      CreateDate: createDate,
      UpdateDate: updateDate,
    },
  };
}

async function attached({ arn }: AwsManagedPolicy, _: object, ask: () => Awaitable<object>): Promise<object> {
  const done = await orAbsent(ask);
  if (done !== undefined) return done;
  const message = `keyhole: the store does not have the policy ${arn} of AWS. Create a policy with its document.`;
  throw new AwsError('NotImplemented', 501, message);
}

async function orAbsent(ask: () => Awaitable<object>): Promise<object | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}
