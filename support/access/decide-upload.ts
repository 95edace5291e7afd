import type { Decision } from '../authorization/terms/decision.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessUse } from './access-use.ts';
import { type AccessWorld, accountOfPrincipal } from './access-world.ts';
import { OTHER, OTHER_ARN, type SampledValues, type SamplesOfKeys } from './condition-samples.ts';
import { decideKey, type FoundKey, keyNamed, ownerOfContents, unusable } from './decide-key.ts';
import type { ClassOutcome } from './explore-classes.ts';
import { keysLeftOut } from './keys-left-out.ts';
import {
  ALGORITHM,
  BUCKET_KEY,
  type ChosenEncryption,
  CUSTOMER_ALGORITHM,
  chosenBucketKey,
  chosenEncryption,
  isKey,
  isOfEncryption,
  KEY_ID,
  KEY_OF_BUCKET,
  statesCustomerKey,
} from './upload-encryption.ts';
import { type AskedClass, questionOf } from './use-question.ts';

type Outcome = Omit<ClassOutcome, 'when'>;

/** An upload by a principal, for one class of requests. */
interface AskedUpload {
  readonly world: AccessWorld;
  readonly who: AccessPrincipal;
  readonly use: AccessUse;
  readonly asked: AskedClass;
}

/** The key that an upload is encrypted under; `none` of KMS, or `open` if the class does not say. */
type KeyOfUpload = FoundKey | 'none' | 'open';

const MANAGED = 'alias/aws/s3';

/**
 * Decides an upload for one class of requests. The caller chooses its encryption, and so the key that is asked for. Without a header
 * that is the bucket's default key. With AES256 it is none, and with aws:kms the key that is named. A class that does not
 * state the choice is allowed if the upload without a header is. If only other choices are allowed, it throws UndecidableError
 * for the key of the choice.
 *
 * A key that no policy names stands for one of the caller's own account. It is decided as the AWS managed key of that account, whose
 * policy lets all principals of the account use it. So only the caller's own policies can deny it. If they do, it stands for
 * any key of the scenario that the classes do not name.
 *
 * Two choices are told apart only if they give an upload that the others do not. One is the header that asks for a Bucket Key or for
 * none. The other is SSE-C, where SSE-S3 is denied. No scenario has a bucket that blocks SSE-C.
 *
 * Source: Amazon S3 API reference, PutObject, SSEKMSKeyId; Amazon S3 user guide, "Setting default server-side encryption
 * behavior for Amazon S3 buckets" and "Configuring an S3 Bucket Key at the object level".
 */
export async function decideUpload(
  world: AccessWorld,
  who: AccessPrincipal,
  use: AccessUse,
  asked: AskedClass,
): Promise<Outcome> {
  const upload = { world, who, use, asked };
  const outcome = await decideStated(upload);
  if (outcome.result !== 'denied' || asked.samples === undefined) return outcome;
  const chosen = chosenEncryption(asked.when);
  if (chosen.kind === 'default' && !statesCustomerKey(asked.when)) await tellCustomerKeyApart(upload);
  if (chosen.kind !== 'aws:kms' || (chosen.key !== OTHER && chosen.key !== OTHER_ARN)) return outcome;
  return (await underKeyLeftOut(upload, asked.samples)) ?? outcome;
}

/** Throws UndecidableError if SSE-C gives an upload that SSE-S3 does not. Neither needs a key of KMS. */
async function tellCustomerKeyApart(upload: AskedUpload): Promise<void> {
  const customer = await decideStated(choosing(upload, [CUSTOMER_ALGORITHM, ['AES256']]));
  if (customer.result !== 'allowed') return;
  const managed = await decideStated(choosing(upload, [ALGORITHM, ['AES256']]));
  if (managed.result !== 'allowed') throw byCaller(CUSTOMER_ALGORITHM);
}

/** The upload under some key of the scenario that no class names; undefined if it is denied under each. */
async function underKeyLeftOut(upload: AskedUpload, samples: SamplesOfKeys): Promise<Outcome | undefined> {
  const own = await ownOrBucketKey(upload);
  for (const key of keysLeftOut(upload.world, samples)) {
    if ('arn' in own && own.arn === key) continue;
    const outcome = await decideStated(choosing(upload, [KEY_ID, [key]]));
    if (outcome.result === 'allowed') return outcome;
  }
  return undefined;
}

/** The upload with one choice in place of that of its class. */
function choosing(upload: AskedUpload, [key, values]: readonly [string, SampledValues]): AskedUpload {
  const others = [...upload.asked.when].filter(([name]) => !isKey(name, key));
  return { ...upload, asked: { ...upload.asked, when: new Map([...others, [key, values]]) } };
}

function byCaller(key: string): UndecidableError {
  return new UndecidableError(key, 'the choice of the caller', 'encryption');
}

/** Decides an upload as its class states it. */
async function decideStated(upload: AskedUpload): Promise<Outcome> {
  const chosen = chosenEncryption(upload.asked.when);
  const key = await keyChosen(upload, chosen);
  const first = await decideAction(upload, chosen, key);
  if (first.result === 'Denied') return { result: 'denied', decisions: [first] };
  if (key === 'none') return { result: 'allowed', decisions: [first] };
  if (key !== 'open') return decideWithKey(upload, first, key);
  const [usual, choice] =
    chosen.kind === 'open' ? [await keyByDefault(upload), ALGORITHM] : [await ownOrBucketKey(upload), KEY_ID];
  if (usual === 'none') return { result: 'allowed', decisions: [first] };
  const outcome = await decideUnder(upload, first, { key: usual });
  if (outcome.result === 'allowed') return outcome;
  throw byCaller(choice);
}

/** Decides s3:PutObject alone, with the condition keys that follow from the encryption. */
async function decideAction(
  { world, who, use, asked }: AskedUpload,
  chosen: ChosenEncryption,
  key: KeyOfUpload,
): Promise<Decision> {
  const rest = [...asked.when].filter(([name]) => !isOfEncryption(name));
  const stated = [...asked.when].filter(
    ([name]) => isOfEncryption(name) && !isKey(name, KEY_ID) && !isKey(name, BUCKET_KEY),
  );
  const when = new Map<string, SampledValues>([...rest, ...stated, ...derivedKeys(use, chosen, key)]);
  try {
    return await world.played.gateway.decide(questionOf(world, who, use, { ...asked, when }));
  } catch (error) {
    // The key follows from the algorithm, which is to be chosen first.
    if (chosen.kind !== 'open' || !(error instanceof UndecidableError) || !isKey(error.key, KEY_ID))
      throw error;
    throw new UndecidableError(ALGORITHM, error.policy, error.statement, error.remedy);
  }
}

/**
 * The condition keys that follow from the encryption of an upload. The key's own one holds the effective key. Undocumented: its value
 * for an alias, so that it is left open.
 */
function derivedKeys(
  { resource }: AccessUse,
  { kind }: ChosenEncryption,
  key: KeyOfUpload,
): readonly (readonly [name: string, values: SampledValues])[] {
  const noCustomerKey = [CUSTOMER_ALGORITHM, undefined] as const;
  if (kind === 'open') return [];
  if (kind === 'SSE-C')
    return [
      [ALGORITHM, undefined],
      [KEY_ID, undefined],
    ];
  const own = kind === 'default' ? [] : [noCustomerKey];
  if (key === 'none') return [...own, [KEY_ID, undefined]];
  if (key === 'open' || 'reason' in key) return own;
  const isAlias = kind === 'default' && isOwnAlias(resource.key?.reference);
  return isAlias ? own : [...own, [KEY_ID, [key.arn]]];
}

function isOwnAlias(reference = ''): boolean {
  return /^(?:arn:[^/]*:)?alias\//.test(reference) && reference !== MANAGED;
}

/** The key of the encryption that a class states. */
async function keyChosen(upload: AskedUpload, chosen: ChosenEncryption): Promise<KeyOfUpload> {
  switch (chosen.kind) {
    case 'open':
      return 'open';
    case 'AES256':
    case 'SSE-C':
      return 'none';
    case 'default':
      return keyByDefault(upload);
    case 'aws:kms':
      return chosen.key === undefined ? 'open' : keyStated(upload, chosen.key);
  }
}

/** The key of the bucket's default encryption. A reference without an account means a key of the caller. */
async function keyByDefault(upload: AskedUpload): Promise<FoundKey | 'none'> {
  const { key } = upload.use.resource;
  return key === undefined ? 'none' : keyNamed(upload.world, key.reference, accountOfCaller(upload));
}

/** The account in which keys are looked up for the caller. Anonymous callers have none: it is the bucket's. */
function accountOfCaller({ who, use }: AskedUpload): string {
  return accountOfPrincipal(who) || ownerOfContents(use.resource);
}

/** The key that a class states: a key of the scenario, that of the bucket, or any other. */
async function keyStated(upload: AskedUpload, value: string): Promise<FoundKey> {
  const { world } = upload;
  if (value === KEY_OF_BUCKET) return ownOrBucketKey(upload);
  if (value === OTHER || value === OTHER_ARN) return ownKey(upload);
  const arn = world.local(value);
  if (world.resources.some((resource) => resource.kind === 'key' && resource.arn === arn)) return { arn };
  const own = await ownKey(upload);
  return 'arn' in own && own.arn === arn ? own : unusable(`${arn} names no key of the scenario`);
}

/** The bucket's own key, named by its ARN; a key of the caller's account if the bucket has none of its own. */
async function ownOrBucketKey(upload: AskedUpload): Promise<FoundKey> {
  const { resource } = upload.use;
  const reference = resource.key?.reference ?? MANAGED;
  return reference === MANAGED
    ? ownKey(upload)
    : keyNamed(upload.world, reference, ownerOfContents(resource));
}

function ownKey(upload: AskedUpload): Promise<FoundKey> {
  return keyNamed(upload.world, MANAGED, accountOfCaller(upload));
}

/** Decides an upload under a key. Throws UndecidableError if it is allowed only with the Bucket Key that the bucket does not have. */
async function decideWithKey(upload: AskedUpload, first: Decision, key: FoundKey): Promise<Outcome> {
  const { asked, use } = upload;
  const chosen = chosenEncryption(asked.when);
  // Dual-layer encryption takes no Bucket Key.
  if (chosen.kind === 'aws:kms' && chosen.isDual)
    return decideUnder(upload, first, { key, bucketKey: false });
  const stated = chosenBucketKey(asked.when);
  if (stated !== 'open') return decideUnder(upload, first, { key, bucketKey: stated });
  const outcome = await decideUnder(upload, first, { key });
  if (outcome.result === 'allowed' || asked.samples === undefined) return outcome;
  const bucketKey = use.resource.key?.bucketKey !== true;
  const otherwise = await decideUnder(upload, first, { key, bucketKey });
  if (otherwise.result === 'allowed') throw byCaller(BUCKET_KEY);
  return outcome;
}

/** Decides an upload under a key, with a Bucket Key or without; as the bucket has it if that is undefined. */
async function decideUnder(
  { world, who, use, asked }: AskedUpload,
  first: Decision,
  { key, bucketKey }: { readonly key: FoundKey; readonly bucketKey?: boolean | undefined },
): Promise<Outcome> {
  const second = await decideKey(world, who, { use, key, bucketKey }, asked);
  if ('reason' in second) return { ...second, decisions: [first] };
  return { result: second.result === 'Denied' ? 'denied' : 'allowed', decisions: [first, second] };
}
