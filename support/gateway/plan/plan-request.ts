import type { PermissionRule } from '../../authorization/permissions/rule.ts';
import type { Input, Operation, Service } from '../../aws/operations.ts';
import type { Store } from '../../stores/store.ts';
import { permissionRule } from '../permission-rules.ts';
import { planDynamodb } from '../services/dynamodb/plan-dynamodb.ts';
import { planIdentity } from '../services/iam/plan-identity.ts';
import { planKms } from '../services/kms/plan-kms.ts';
import { planS3 } from '../services/s3/plan-s3.ts';
import { planSecrets } from '../services/secretsmanager/plan-secrets.ts';
import type { CallFacts } from './call-facts.ts';
import type { Plan } from './check.ts';
import type { ReceivedCall } from './received-call.ts';

type Planner<S extends Service> = (
  call: CallFacts<S>,
  rule: PermissionRule<S, Operation<S>>,
) => Promise<Plan<object>>;

const planners: { readonly [S in Service]: Planner<S> } = {
  s3: planS3,
  kms: planKms,
  iam: (call, rule) => planIdentity(call, 'iam', rule),
  sts: (call, rule) => planIdentity(call, 'sts', rule),
  secretsmanager: planSecrets,
  dynamodb: planDynamodb,
};

/**
 * What is to be checked before a request is performed, and its input made explicit, for the account whose resources its
 * lookups are about. Throws AwsError for what is refused before any decision.
 */
export function planRequest(received: ReceivedCall, store: Store, account: string): Promise<Plan<object>> {
  return planOf(received.service, received, { store, account });
}

function planOf<S extends Service>(
  service: S,
  { operation, input, facts }: ReceivedCall,
  at: Pick<CallFacts<S>, 'store' | 'account'>,
): Promise<Plan<object>> {
  // The decoder gave service, operation and input together; here the types learn that they belong together.
  const call: CallFacts<S> = {
    ...at,
    operation: operation as Operation<S>,
    input: input as Input<S, Operation<S>>,
    facts,
    region: facts.region,
  };
  return planners[service](call, permissionRule(service, call.operation));
}
