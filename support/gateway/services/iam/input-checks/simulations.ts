import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidInput } from '../../../../aws/iam-errors.ts';
import { requireOneService, requireScenario } from './simulation-resources.ts';

/** The members of a simulation that this file checks. */
interface Simulating {
  readonly ActionNames?: readonly string[] | undefined;
  readonly ResourceArns?: readonly string[] | undefined;
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ResourceHandlingOption?: string | undefined;
}

/** Members that change the result of a simulation, and that keyhole does not evaluate. */
const UNSUPPORTED = ['PolicyExclusionList'];

/**
 * Refuses a simulation that cannot be carried out. Throws InvalidInput, and NotImplemented for a member that keyhole does
 * not evaluate.
 *
 * Undocumented: AWS does not state the texts of these errors.
 * Source: IAM API reference, SimulateCustomPolicy; IAM API reference, SimulatePrincipalPolicy.
 */
export function checkSimulation(operation: string, given: object): void {
  if (operation !== 'SimulateCustomPolicy' && operation !== 'SimulatePrincipalPolicy') return;
  const input: Simulating = given;
  for (const member of UNSUPPORTED) {
    if (Reflect.get(given, member) !== undefined)
      throw new AwsError('NotImplemented', 501, `${operation} with ${member} is not implemented.`);
  }
  for (const action of input.ActionNames ?? []) checkAction(action);
  const { ResourceArns: resources = [] } = input;
  for (const resource of resources) checkResource(resource);
  requireScenario(input.ResourceHandlingOption, resources);
  requireOneService(input.ResourcePolicy, resources);
  const { PermissionsBoundaryPolicyInputList: boundaries = [], ResourceOwner: owner } = input;
  if (boundaries.length > 1)
    throw invalidInput('PermissionsBoundaryPolicyInputList can contain only one policy.');
  if (owner !== undefined && !/^(?:\d{12}|arn:aws:iam::\d{12}:root)$/.test(owner))
    throw invalidInput(`ResourceOwner ${owner} is not valid.`);
  const hasCaller = input.CallerArn !== undefined || operation === 'SimulatePrincipalPolicy';
  if (input.ResourcePolicy !== undefined && !hasCaller)
    throw invalidInput('CallerArn is required if ResourcePolicy is given.');
}

function checkAction(action: string): void {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(action)) throw invalidInput(`Action name ${action} is not valid.`);
}

function checkResource(resource: string): void {
  if (resource !== '*' && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(resource))
    throw invalidInput(`Resource ${resource} is not valid.`);
}
