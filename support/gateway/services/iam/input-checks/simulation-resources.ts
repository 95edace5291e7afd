import { parseArn } from '../../../../aws/arn.ts';
import { invalidInput } from '../../../../aws/iam-errors.ts';

const EVERY_INSTANCE = ['instance', 'image', 'security-group', 'network-interface'];

/** The types of resources that each scenario of Amazon EC2 needs. */
const NEEDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2-VPC-InstanceStore', EVERY_INSTANCE],
  ['EC2-VPC-InstanceStore-Subnet', [...EVERY_INSTANCE, 'subnet']],
  ['EC2-VPC-EBS', [...EVERY_INSTANCE, 'volume']],
  ['EC2-VPC-EBS-Subnet', [...EVERY_INSTANCE, 'subnet', 'volume']],
]);

/**
 * Refuses a scenario of Amazon EC2 without the resources that it needs, and one that does not exist. Throws InvalidInput.
 *
 * Undocumented: AWS does not state the code and the texts of these errors.
 * Source: IAM API reference, SimulateCustomPolicy.
 */
export function requireScenario(option: string | undefined, resources: readonly string[]): void {
  if (option === undefined) return;
  const needed = NEEDED.get(option);
  if (needed === undefined) throw invalidInput(`ResourceHandlingOption ${option} is not valid.`);
  const missing = needed.filter((type) => !resources.some((resource) => isOfType(resource, type)));
  if (missing.length > 0)
    throw invalidInput(
      `ResourceHandlingOption ${option} requires resources of these types: ${missing.join(', ')}.`,
    );
}

function isOfType(resource: string, type: string): boolean {
  const arn = parseArn(resource);
  return arn?.service === 'ec2' && arn.resource.startsWith(`${type}/`);
}

/**
 * Refuses a resource policy that cannot be the policy of all the resources, as those are of several services. Throws InvalidInput.
 *
 * Undocumented: AWS does not state when else a policy is not applicable to a resource, nor the text of the error.
 * Source: IAM API reference, SimulateCustomPolicy.
 */
export function requireOneService(policy: string | undefined, resources: readonly string[]): void {
  if (policy === undefined) return;
  const services = new Set(resources.flatMap((resource) => parseArn(resource)?.service ?? []));
  if (services.size > 1)
    throw invalidInput('ResourcePolicy must be applicable to all of the resources in the simulation.');
}
