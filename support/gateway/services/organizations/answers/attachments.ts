import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { ControlPolicyType } from '../../../surroundings/organization.ts';
import type { Directory, DirectoryNode } from '../directory.ts';
import { arnOfNode } from '../entity-arns.ts';
import { isOfAws, policySummary } from './described.ts';
import { policyOf, targetOf } from './found.ts';
import { pageOf, reading, writing } from './in-directory.ts';

/** The most policies of a type at one target. Source: AWS Organizations user guide, "Quotas for AWS Organizations". */
const MOST: Readonly<Record<ControlPolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
};

/** Policies at their targets. Source: AWS Organizations API reference. */
export const attachmentAnswers: Answers<'organizations'> = {
  AttachPolicy: writing((directory, { PolicyId, TargetId }) => {
    const { id, type } = policyOf(directory, PolicyId);
    const { policies } = targetOf(directory, TargetId);
    if (!directory.enabled.has(type)) throw organizationsError('PolicyTypeNotEnabledException');
    if (policies.has(id)) throw organizationsError('DuplicatePolicyAttachmentException');
    if (ofType(directory, policies, type).length >= MOST[type])
      throw organizationsError('ConstraintViolationException', 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
    policies.add(id);
    return {};
  }),

  DetachPolicy: writing((directory, { PolicyId, TargetId }) => {
    const { id, type } = policyOf(directory, PolicyId);
    const { policies } = targetOf(directory, TargetId);
    if (!policies.has(id)) throw organizationsError('PolicyNotAttachedException');
    // RCPFullAWSAccess cannot be detached, and each target keeps one service control policy.
    const isKept = type === 'RESOURCE_CONTROL_POLICY' && isOfAws(type, id);
    if (isKept || ofType(directory, policies, type).length === 1)
      throw organizationsError('ConstraintViolationException', 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
    policies.delete(id);
    return {};
  }),

  ListPoliciesForTarget: reading((directory, input) => {
    const { policies } = targetOf(directory, input.TargetId);
    const { items, end } = pageOf(
      ofType(directory, policies, input.Filter as ControlPolicyType),
      (id) => id,
      input,
    );
    return { Policies: items.map((id) => policySummary(directory, policyOf(directory, id))), ...end };
  }),

  ListTargetsForPolicy: reading((directory, input) => {
    const { id } = policyOf(directory, input.PolicyId);
    const targets = [...directory.nodes.values()].filter(({ policies }) => policies.has(id));
    const { items, end } = pageOf(targets, (target) => target.id, input);
    const described = ({ id: TargetId, kind: Type, name: Name }: DirectoryNode) => ({
      TargetId,
      Arn: arnOfNode(directory, { kind: Type, id: TargetId }),
      Name,
      Type,
    });
    return { Targets: items.map(described), ...end };
  }),
};

function ofType(directory: Directory, ids: ReadonlySet<string>, type: ControlPolicyType): readonly string[] {
  return [...ids].filter((id) => policyOf(directory, id).type === type);
}
