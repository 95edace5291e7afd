import { type Asked, decideOne, type OfResource, type PlainAnswer } from './access.ts';
import { type Calling, callingIn, organizationOf } from './callers.ts';
import { BUCKET_ARN, type KeyArns, OWNER, PARTNER, pointArn, REGION, withKeys } from './names.ts';
import { type KeyNeed, type Need, needsOf } from './needs.ts';
import { isThroughPoint, type Question } from './questions.ts';
import type { Keys } from './statements.ts';
import type { World } from './worlds.ts';

/** The answer that AWS's pages promise; undecided if they leave it open. */
export type Expected = 'allow' | 'deny' | 'undecided';

/** Decides a question by the plain rules. */
export function expected(generated: World, question: Question, keys: KeyArns): Expected {
  const world = withKeys(generated, keys);
  const calling = callingIn(world, question);
  const { s3, kms } = needsOf(question.verb, world, keys);
  const isOfTags = question.verb === 'tag bucket' || question.verb === 'untag bucket';
  const { point } = world;
  if (isThroughPoint(question) && point.isOfVpc && !question.isInVpc) return 'deny';
  // S3 Control is asked over the internet.
  const asking = isOfTags ? { ...question, isInVpc: false } : question;
  const here: Here = { world, question: asking, calling: isOfTags ? callingIn(world, asking) : calling };
  const answers = s3.flatMap((need) => ofNeed(need, here));
  if (kms !== undefined) answers.push(ofKey(kms, here, keys));
  if (answers.some((answer) => answer === 'deny' || answer === 'only the caller lacks it')) return 'deny';
  // keyhole serves the tags of a bucket to its own account, and refuses the older operation while ABAC is enabled.
  if (isOfTags && calling.caller.account !== OWNER) return 'undecided';
  if (question.verb === 'put bucket tags' && world.isUnderAbac) return 'undecided';
  return answers.includes('undecided') ? 'undecided' : 'allow';
}

interface Here {
  readonly world: World;
  readonly question: Question;
  readonly calling: Calling;
}

type Answer = PlainAnswer | 'undecided';

function ofNeed(need: Need, here: Here): readonly Answer[] {
  const { world, question, calling } = here;
  const { endpoint } = world;
  const through = question.isInVpc ? endpoint : undefined;
  if (question.verb === 'create bucket') {
    const account = calling.caller.account ?? '';
    const on = {
      account,
      policy: [],
      resourceControl: controlsOf(account, world),
      restrictPublicBuckets: false,
    };
    const keys = { ...calling.keys, ...ofAccount(account), ...need.keys };
    return [
      decideOne({ action: need.action, resource: 'arn:aws:s3:::new', keys }, { of: calling, on, through }),
    ];
  }
  const onBucket = decideOne(asked(need, 'bucket', here), { of: calling, on: bucketIn(here), through });
  if (!isThroughPoint(question)) return [onBucket];
  // AWS does not say whether the caller's own policies must name the bucket beside the access point.
  const behind = onBucket === 'only the caller lacks it' ? 'undecided' : onBucket;
  const { account, policy, isOfVpc } = world.point;
  const on = {
    ...{ account, policy, resourceControl: controlsOf(account, world) },
    restrictPublicBuckets: !isOfVpc && bucketIn(here).restrictPublicBuckets,
  };
  // AWS does not say whether the tags of the bucket are those of its access point.
  const [withTags, without] = [here, { ...here, world: { ...world, isUnderAbac: false } }].map((each) =>
    decideOne(asked(need, 'point', each), { of: calling, on, through }),
  );
  return [withTags === without && withTags !== undefined ? withTags : 'undecided', behind];
}

/** A permission on the bucket or its object, or on the same through the access point. */
function asked(
  { action, object, keys }: Need,
  on: 'bucket' | 'point',
  { world, question, calling }: Here,
): Asked {
  const { point, isUnderAbac, tags } = world;
  const isThrough = isThroughPoint(question);
  const throughPoint: Keys = {
    's3:dataaccesspointarn': isThrough ? [pointArn(point.account)] : undefined,
    's3:dataaccesspointaccount': isThrough ? [point.account] : undefined,
    's3:accesspointnetworkorigin': isThrough ? [point.isOfVpc ? 'VPC' : 'Internet'] : undefined,
  };
  const ofBucket = Object.entries(isUnderAbac ? tags : {}).flatMap(([name, value]) =>
    ['aws:resourcetag/', 's3:buckettag/'].map((family) => [family + name, [value]]),
  );
  const [arn, toObject] = on === 'bucket' ? [BUCKET_ARN, '/'] : [pointArn(point.account), '/object/'];
  const account = on === 'bucket' ? OWNER : point.account;
  return {
    action,
    resource: object === undefined ? arn : `${arn}${toObject}${object}`,
    keys: {
      ...calling.keys,
      ...ofAccount(account),
      ...Object.fromEntries(ofBucket),
      ...throughPoint,
      ...keys,
    },
  };
}

function bucketIn({ world, question }: Here): OfResource {
  const { restricts, accountRestricts, point, bucket: policy } = world;
  const ofPoint = isThroughPoint(question) && point.restricts;
  return {
    ...{ account: OWNER, policy, resourceControl: controlsOf(OWNER, world) },
    restrictPublicBuckets: restricts || accountRestricts || ofPoint,
  };
}

function controlsOf(account: string, world: World): OfResource['resourceControl'] {
  if (account === OWNER) return [world.rootResourceControls, world.unitResourceControls];
  return account === PARTNER ? [world.rootResourceControls] : [];
}

function ofAccount(account: string): Keys {
  return {
    'aws:resourceaccount': [account],
    's3:resourceaccount': [account],
    'aws:resourceorgid': organizationOf(account),
  };
}

/** The call to KMS, which S3 makes in the caller's name and over its own network. */
function ofKey({ action, key, object }: KeyNeed, { world, calling }: Here, keys: KeyArns): Answer {
  const caller = calling.caller.account;
  if (caller === undefined) return 'deny';
  const account = key === 'owner' ? OWNER : PARTNER;
  const throughS3: Keys = {
    ...{ 'aws:sourceip': undefined, 'aws:sourcevpce': undefined, 'aws:sourcevpc': undefined },
    'aws:viaawsservice': ['true'],
    'kms:viaservice': [`s3.${REGION}.amazonaws.com`],
    'kms:calleraccount': [caller],
    'kms:encryptioncontext:aws:s3:arn': [`${BUCKET_ARN}${object}`],
    'kms:encryptioncontextkeys': ['aws:s3:arn'],
    ...{ ...ofAccount(account), 's3:resourceaccount': undefined },
  };
  const policy = key === 'owner' ? world.keyOfOwner : world.keyOfPartner;
  const on = {
    account,
    policy,
    resourceControl: controlsOf(account, world),
    restrictPublicBuckets: false,
    isKey: true,
  };
  const wanted = { action, resource: keys[key], keys: { ...calling.keys, ...throughS3 } };
  return decideOne(wanted, { of: calling, on, through: undefined });
}
