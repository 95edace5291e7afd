import { constraining } from '../../../authorization/permissions/kms-context.ts';
import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import type { Conditions } from '../../../stores/store.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { KeyScope } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { aliasTarget, type PointingAlias } from './alias-target.ts';
import { grantNamed } from './existing-grants.ts';
import { grantMatter } from './grant-terms.ts';
import { checkGrantTokens, withoutGrantToken } from './grant-tokens.ts';
import { memberOfKey } from './key-members.ts';
import { keyRefusals } from './key-refusals.ts';
import { kmsSurfaces } from './kms-surfaces.ts';
import { requireReplica } from './replicas.ts';
import { resolvedKeys } from './resolved-keys.ts';

type KmsInput = Input<'kms', Operation<'kms'>>;

/**
 * The checks of a direct KMS call. Every key reference in the input is replaced by the ARN of its key, so
 * that decision and store cannot read it differently. A reference that names no key is refused with KMS's
 * NotFoundException. Refusals for the state or kind of a key follow the permissions, so that only allowed
 * callers learn of it.
 */
export async function planKms(
  received: CallFacts<'kms'>,
  rule: PermissionRule<'kms', Operation<'kms'>>,
): Promise<Plan<KmsInput>> {
  const call = received.operation === 'RetireGrant' ? await retiredByToken(received) : received;
  const { input, keys } = await resolvedKeys(call);
  await requireReplica(call, input);
  await checkGrantTokens(call.store, input, new Set(Array.from(keys.values(), ({ arn }) => arn)));
  const place = { account: call.account, region: call.region };
  const alias = await aliasTarget(call.store, call.input, place);
  const scope = {
    ...place,
    aliasTarget: alias && ((name: string) => (name === alias.name ? alias.target : undefined)),
  };
  const ofGrant = call.operation === 'RetireGrant' ? await constraintsOf({ ...call, input }) : {};
  const checks = rule(input, scope).map(
    ({ context, ...required }): Check => ({
      kind: 'permission',
      permission: {
        ...kmsPermission(
          call,
          { ...required, context: { ...context, ...ofGrant } },
          keys.get(memberOfKey(call.operation, required.action))?.alias,
        ),
        ...grantMatter(call.operation, input, required.action),
      },
      surface: kmsSurfaces.kms,
    }),
  );
  const conditions = alias && onAlias(alias, place);
  return { checks: [...checks, ...(await keyRefusals({ ...call, input }, keys))], input, conditions };
}

/** The condition keys of the grant that a call is to retire, which are those of its constraints. */
async function constraintsOf(call: CallFacts<'kms'>): Promise<RequiredPermission['context']> {
  return constraining((await grantNamed(call))?.Constraints);
}

/** The alias that a call is decided on, and the key that it points at. */
function onAlias({ name, target = 'nothing' }: PointingAlias, place: KeyScope): Conditions {
  return { resources: [{ kind: 'alias', name, ...place, identity: target }] };
}

async function retiredByToken(call: CallFacts<'kms'>): Promise<CallFacts<'kms'>> {
  return { ...call, input: await withoutGrantToken(call.store, call.input) };
}

function kmsPermission(
  call: CallFacts<'kms'>,
  required: RequiredPermission,
  requestAlias: string | undefined,
): Permission {
  const resourceAccount = parseArn(required.resource)?.account || call.account;
  const supplied = suppliedValues(
    {
      'kms:CallerAccount': call.account,
      'kms:RequestAlias': requestAlias,
      'aws:ResourceAccount': resourceAccount,
    },
    required.context,
  );
  const context = new CallContext(call.facts, supplied);
  return { action: required.action, resource: required.resource, resourceAccount, context };
}
