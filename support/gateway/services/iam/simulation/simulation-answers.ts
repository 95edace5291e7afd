import type {
  ContextEntry,
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { accountOf } from '../../../../aws/principal.ts';
import type { Store } from '../../../../stores/store.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { IdentitySide } from '../identity-policies.ts';
import { principalTags } from '../principal-tags.ts';
import { contextKeysOf } from './context-keys.ts';
import { type EntityArn, entityArn } from './entity-arn.ts';
import { simulateAction } from './simulate-action.ts';
import { callerWithoutName, type SimulatedCaller, simulatedCaller } from './simulated-caller.ts';
import { policiesOfEntity, policiesOfList } from './simulated-policies.ts';
import type { Simulation } from './simulation.ts';
import type { FollowingKeys } from './simulation-context.ts';

/** IAM's simulations of policies, which keyhole's own engine decides. Source: IAM API reference. */
export const simulationAnswers: Answers<'iam'> = {
  SimulateCustomPolicy: async ({ input, account }, deciding) => {
    const { PolicyInputList, CallerArn, OrderedOrganizationPolicyInputList: levels } = input;
    const serviceControl = levels?.map((level, index) =>
      policiesOfList(
        `OrderedOrganizationPolicyInputList.${index + 1}`,
        level.ServiceControlPolicyInputList,
        'scp',
      ),
    );
    const caller =
      CallerArn === undefined
        ? callerWithoutName(account)
        : await simulatedCaller(deciding.store, entityArn('CallerArn', CallerArn));
    const side = { identity: policiesOfList('PolicyInputList', PolicyInputList) };
    return pageOf(input, await simulationOf(input, { caller, side, serviceControl, deciding }));
  },

  SimulatePrincipalPolicy: async ({ input }, deciding) => {
    const source = entityArn('PolicySourceArn', input.PolicySourceArn ?? '');
    const side = await policiesOfEntity(deciding.store, source);
    const identity = [...side.identity, ...policiesOfList('PolicyInputList', input.PolicyInputList)];
    const caller = await callerOf(deciding.store, input, source);
    const { serviceControl } = deciding.surroundings.membership(source.account) ?? {};
    const of = { caller, side: { ...side, identity }, serviceControl, deciding };
    const simulation = await simulationOf(input, of);
    const isInOrganization = deciding.surroundings.membership(source.account) !== undefined;
    return pageOf(input, { ...simulation, isInOrganization });
  },

  GetContextKeysForCustomPolicy: async ({ input }) => ({
    ContextKeyNames: contextKeysOf(policiesOfList('PolicyInputList', input.PolicyInputList)),
  }),

  GetContextKeysForPrincipalPolicy: async ({ input }, { store }) => {
    const { PolicySourceArn = '', PolicyInputList } = input;
    const { identity } = await policiesOfEntity(store, entityArn('PolicySourceArn', PolicySourceArn));
    const given = policiesOfList('PolicyInputList', PolicyInputList);
    return { ContextKeyNames: contextKeysOf([...identity, ...given]) };
  },
};

function callerOf(
  store: Store,
  { CallerArn }: SimulatePrincipalPolicyRequest,
  source: EntityArn,
): Promise<SimulatedCaller> {
  return simulatedCaller(store, CallerArn === undefined ? source : entityArn('CallerArn', CallerArn));
}

type SimulationRequest = SimulateCustomPolicyRequest | SimulatePrincipalPolicyRequest;

async function simulationOf(
  input: SimulationRequest,
  of: {
    readonly caller: SimulatedCaller;
    readonly side: IdentitySide;
    readonly serviceControl: Simulation['serviceControl'];
    readonly deciding: Deciding;
  },
): Promise<Simulation> {
  const { caller, side, serviceControl, deciding } = of;
  const [boundary = side.boundary] = policiesOfList(
    'PermissionsBoundaryPolicyInputList',
    input.PermissionsBoundaryPolicyInputList,
    'boundary',
  );
  const [ownerInArn] = /\d{12}/.exec(input.ResourceOwner ?? '') ?? [];
  return {
    caller,
    identity: side.identity,
    boundary,
    serviceControl,
    isInOrganization: serviceControl !== undefined,
    resourcePolicy: input.ResourcePolicy,
    resourceOwner: ownerInArn ?? caller.accountId,
    entries: input.ContextEntries ?? ([] satisfies ContextEntry[]),
    following: await followingKeys(caller, deciding),
  };
}

/** The condition keys that follow from the caller and from the account of a resource. */
async function followingKeys(
  caller: SimulatedCaller,
  { store, surroundings }: Deciding,
): Promise<Simulation['following']> {
  const tags = Object.entries(await principalTags(store, caller));
  const membership = surroundings.membership(accountOf(caller));
  const isNamed = caller.type === 'AssumedRole' || caller.userName !== '';
  const ofCaller: FollowingKeys = {
    ...Object.fromEntries(tags.map(([tag, value]) => [`aws:PrincipalTag/${tag}`, value])),
    'aws:PrincipalAccount': caller.accountId,
    'aws:PrincipalArn': isNamed ? (caller.type === 'User' ? caller.arn : caller.roleArn) : undefined,
    'aws:PrincipalType': caller.type,
    'aws:PrincipalIsAWSService': 'false',
    'aws:username': caller.type === 'User' && isNamed ? caller.userName : undefined,
    'aws:userid': caller.userId === '' ? undefined : caller.userId,
    'aws:PrincipalOrgID': membership?.organizationId,
    'aws:PrincipalOrgPaths': membership?.path,
    'kms:CallerAccount': caller.accountId,
  };
  return (resourceAccount) => {
    const ofResource = surroundings.membership(resourceAccount);
    return {
      ...ofCaller,
      'aws:ResourceAccount': resourceAccount,
      's3:ResourceAccount': resourceAccount,
      'aws:ResourceOrgID': ofResource?.organizationId,
      'aws:ResourceOrgPaths': ofResource?.path,
    };
  };
}

/** One page of the results, a result for each action. A marker is the number of results that were given out. */
function pageOf(input: SimulationRequest, simulation: Simulation): SimulatePolicyResponse {
  const { ActionNames = [], ResourceArns: resources = ['*'], MaxItems = 100, Marker = '0' } = input;
  const first = Number(Marker);
  const end = first + MaxItems;
  const EvaluationResults = ActionNames.slice(first, end).map((action) =>
    simulateAction(simulation, action, resources.length === 0 ? ['*'] : resources),
  );
  const IsTruncated = end < ActionNames.length;
  return { EvaluationResults, IsTruncated, ...(IsTruncated && { Marker: String(end) }) };
}
