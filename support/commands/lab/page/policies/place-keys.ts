// The keys of the places that hold policies. A lab's state and its scenario give equal keys to one place.

/** The key of the policy of a resource, by its ARN. */
export function resourceKey(arn: string | undefined): string {
  return `resource ${arn}`;
}

/** The key of the trust policy of a role. */
export function trustKey(roleArn: string | undefined): string {
  return `trust ${roleArn}`;
}

/** The key of an inline policy of a user, role or group. */
export function inlineKey(holderArn: string | undefined, name: string): string {
  return `inline ${holderArn} ${name}`;
}

/** The key of a managed policy of an account. IAM compares names of policies without regard to letter case. */
export function managedKey(account: string | undefined, name: string): string {
  return `managed ${account} ${name.toLowerCase()}`;
}

/** The key of a control policy of the root, of a unit or of an account, by its id. */
export function controlKey(kind: 'scp' | 'rcp', target: string, name: string): string {
  return `${kind} ${target} ${name}`;
}

/** The key of the policy of a VPC endpoint. */
export function endpointKey(id: string): string {
  return `endpoint ${id}`;
}
