import type { RecordedDenial, RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';

/** The answer to a request in the words of access matrices. */
export interface AccessAnswer {
  readonly mark: 'allowed' | 'denied' | 'failed';
  /** `yes`, or the policy that refuses: `identity policy for the key`. */
  readonly words: string;
}

/** The words for each layer that either has a Deny or lacks an Allow. */
const POLICIES: Readonly<Record<string, string>> = {
  identity: 'identity policy',
  'key policy': 'key policy',
  boundary: 'boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'endpoint policy',
  'trust policy': 'trust policy',
};

/** The words for layers that refuse in one way. */
const ONE_WAY: Readonly<Record<string, string>> = {
  grant: 'grant',
  acl: 'ACL',
  'block public access': 'Block Public Access',
  'cross-account operation': 'same account only',
};

/** The answer to a request; undefined if nothing was decided, because its form or a state was refused. */
export function accessAnswerOf(request: RecordedRequest): AccessAnswer | undefined {
  if (request.undecidable !== undefined) return { mark: 'failed', words: 'not decided' };
  const denied = request.decisions.find(({ denial }) => denial !== undefined);
  if (denied !== undefined) return permissionAnswerOf(denied, request.service ?? '');
  return request.decisions.length === 0 ? undefined : YES;
}

const YES: AccessAnswer = { mark: 'allowed', words: 'yes' };

/** The answer to one permission, as a request to a service says it. */
export function permissionAnswerOf(permission: RecordedPermission, service: string): AccessAnswer {
  const { denial } = permission;
  if (denial === undefined) return YES;
  return { mark: 'denied', words: refusalOf(denial, permission, service) };
}

/** The policy that refuses an action, as a request to a service says it: `identity policy for the key`. */
export function refusalOf(
  { layer, explicit }: Pick<RecordedDenial, 'layer' | 'explicit'>,
  { action }: Pick<RecordedPermission, 'action'>,
  service: string,
): string {
  const only = ONE_WAY[layer];
  if (only !== undefined) return only;
  const policy = layer === 'resource' ? resourcePolicy(action) : (POLICIES[layer] ?? layer);
  const forTheKey = action.startsWith('kms:') && service !== 'kms' && layer !== 'key policy';
  return `${policy}${forTheKey ? ' for the key' : ''}${explicit ? ' denies' : ''}`;
}

function resourcePolicy(action: string): string {
  return action.startsWith('s3:') ? 'bucket policy' : 'resource policy';
}
