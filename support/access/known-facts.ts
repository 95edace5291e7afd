import { SpecError } from '../scenario/spec-error.ts';

/** Condition keys whose values keyhole knows, each with the place in which the fact is set. */
const KNOWN: readonly (readonly [keys: RegExp, set: string])[] = [
  [
    /^aws:(?:principal(?:arn|account|type|isawsservice|servicename|tag\/.+)|userid|username)$/,
    'it follows from --principal',
  ],
  [/^kms:calleraccount$/, 'it follows from --principal'],
  [/^aws:(?:principal|resource)org(?:id|paths)$/, 'it follows from the organization of the scenario'],
  [/^aws:requestedregion$/, 'it is set by --region'],
  [/^kms:viaservice$/, 'it is set by --via'],
  [
    /^s3:(?:dataaccesspointarn|dataaccesspointaccount|accesspointnetworkorigin)$/,
    'it follows from --resource: give the access point, or the object through it',
  ],
  [/^(?:aws|s3):resourceaccount$/, 'it follows from --resource'],
];

/** Tags of resources. Those of a resource that the scenario does not have can be stated. */
const TAGS = /^(?:(?:aws|iam|secretsmanager):resourcetag|s3:buckettag)\/./;

/**
 * Refuses condition keys whose values keyhole knows, as `assume` of a scenario does: a stated value would be decided in place of the
 * fact. Throws SpecError `unknown-name`. `isNamed` is true for a resource of the scenario.
 */
export function refuseKnownFacts(names: readonly string[], { isNamed }: { readonly isNamed: boolean }): void {
  for (const name of names) {
    const known = KNOWN.find(([keys]) => keys.test(name.toLowerCase()));
    const isTag = isNamed && TAGS.test(name.toLowerCase());
    const set = isTag ? 'it is a tag, which keyhole reads from the resource' : known?.[1];
    if (set === undefined) continue;
    const message = `${name} cannot be stated, since keyhole knows it: ${set}. Leave it out`;
    throw new SpecError('unknown-name', message);
  }
}
