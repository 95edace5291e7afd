/** The remedies for refusals of AWS, by a part of the message. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /will not allow you to update the key policy in the future/,
    "the root user of the key's account sets it here: let that account use kms:PutKeyPolicy, or add bypassLockoutCheck: true to the key",
  ],
  [
    /BlockPublicPolicy setting in S3 Block Public Access/,
    'the policy is public: name accounts in it, or turn BlockPublicPolicy off for the access point, its bucket and their account (blockPublicAccess)',
  ],
  [
    /Service 'dynamodb' is not enabled/,
    'the LocalStack that keyhole starts has no DynamoDB: use the embedded store, or tag the features with @needs:dynamodb:CreateTable to skip them',
  ],
];

/** The remedy for a key policy of a source without a scenario.yaml, whose account may be assumed. */
const OF_SOURCE =
  'the policy may name the account of the key by another number: --account NAME=ID says which it is';

/**
 * The remedy for a refusal while a scenario is created, after a semicolon; empty if none is known. `isSource` is true for a template,
 * a plan or a state without a scenario.yaml.
 */
export function remedyOfRefusal(message: string, isSource = false): string {
  const [pattern, ofScenario] = REMEDIES.find(([one]) => one.test(message)) ?? [];
  const remedy = isSource && pattern === REMEDIES[0]?.[0] ? OF_SOURCE : ofScenario;
  return remedy === undefined ? '' : `; ${remedy}`;
}
