import { OriginType } from '@aws-sdk/client-kms';
import { defineParameterType } from '@cucumber/cucumber';
import { keyOperations } from '../support/client/key-management.ts';
import { keyStates } from '../support/client/key-states.ts';
import { frequencies } from '../support/costs/kms-use.ts';
import { billItems } from '../support/costs/month.ts';
import { CANNED_ACLS } from '../support/stage/acl-in-words.ts';
import { itemUses } from '../support/stage/item-uses.ts';
import { keyUses, pastKeyUses } from '../support/stage/key-uses.ts';
import { newBucketSetting } from '../support/stage/new-bucket-setting.ts';
import { nameIn, objectNamed } from '../support/stage/object-in-words.ts';
import { OTHERS, principalNamed } from '../support/stage/principal-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import { factNamed, STATED_FACTS } from '../support/stage/stated-facts.ts';
import { DOCUMENT, documentNamed, kindOfKeyNamed, thingNamed } from '../support/stage/things.ts';
import {
  ACCESS_POINT,
  ACCOUNT,
  ALIAS,
  BUCKET,
  ENCRYPTIONS,
  IDENTITIES,
  KEY,
  OBJECT,
  REGION,
  SECRET,
  TABLE,
} from '../support/stage/words-of-things.ts';

defineParameterType({
  name: 'principal',
  regexp: [
    new RegExp(`the root user of ${ACCOUNT}`),
    ...IDENTITIES,
    ...Object.keys(OTHERS).map((words) => new RegExp(words)),
  ],
  transformer: principalNamed,
});

defineParameterType({ name: 'scenario', regexp: /[a-z][a-z0-9-]+/ });
defineParameterType({ name: 'account', regexp: new RegExp(ACCOUNT), transformer: nameIn });
defineParameterType({ name: 'bucket', regexp: new RegExp(BUCKET), transformer: nameIn });
defineParameterType({
  name: 'key',
  regexp: new RegExp(KEY),
  async transformer(this: SpecWorld, words: string) {
    await this.awsManagedKeys.find(words, this.provisioned);
    return nameIn(words);
  },
});
defineParameterType({ name: 'role', regexp: /the [\w-]+ role|role \d/, transformer: nameIn });
defineParameterType({ name: 'identity', regexp: IDENTITIES, transformer: nameIn });
/** Something attached to an identity: its access keys, or one of its policies. */
defineParameterType({
  name: 'attachment',
  regexp: /access keys|policy "[^"]+"/,
  transformer: (words: string) => /^policy "(.+)"$/.exec(words)?.[1],
});
defineParameterType({ name: 'alias', regexp: new RegExp(ALIAS) });
defineParameterType({ name: 'object', regexp: new RegExp(OBJECT), transformer: objectNamed });
defineParameterType({ name: 'secret', regexp: new RegExp(SECRET), transformer: nameIn });
defineParameterType({ name: 'table', regexp: new RegExp(TABLE), transformer: nameIn });
/** The subject of an access matrix: an object or a key. */
defineParameterType({
  name: 'resource',
  regexp: new RegExp(`${OBJECT}|${KEY}`),
  async transformer(this: SpecWorld, words: string) {
    await this.awsManagedKeys.find(words, this.provisioned);
    return thingNamed(words);
  },
});

/** Things of several kinds that one wording serves. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  'object or bucket': [OBJECT, BUCKET],
  'object, bucket or user': [OBJECT, BUCKET, ...IDENTITIES.map(({ source }) => source)],
  'bucket or access point': [BUCKET, ACCESS_POINT],
  'object or table': [OBJECT, TABLE],
  'secret or table': [SECRET, TABLE],
};
for (const [name, kinds] of Object.entries(SEVERAL))
  defineParameterType({ name, regexp: kinds.map((kind) => new RegExp(kind)), transformer: thingNamed });

/**
 * Things that a step names together with one of their parts: `the key policy of the shared key`, `the metadata of
 * "hello.txt"`.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'policy of bucket, secret or table': [
    `the bucket policy of ${BUCKET}`,
    `the resource policy of ${SECRET}`,
    `the resource policy of ${TABLE}`,
  ],
  'policy of key or bucket': [`the key policy of ${KEY}`, `the bucket policy of ${BUCKET}`],
  'metadata or default encryption': [`the metadata of ${OBJECT}`, `the default encryption of ${BUCKET}`],
};
for (const [name, kinds] of Object.entries(PARTS))
  defineParameterType({
    name,
    regexp: kinds.map((kind) => new RegExp(kind)),
    async transformer(this: SpecWorld, words: string) {
      const thing = words.replace(/^the [a-z ]+? of /, '');
      await this.awsManagedKeys.find(thing, this.provisioned);
      return thingNamed(thing);
    },
  });
/** A VPC endpoint for S3: `the office endpoint`. */
defineParameterType({ name: 'endpoint', regexp: /the [\w-]+ endpoint/, transformer: nameIn });
/** A fact about requests that keyhole cannot know: `come from 203.0.113.7`, `use TLS 1.2`. */
defineParameterType({ name: 'stated fact', regexp: [...STATED_FACTS], transformer: factNamed });
defineParameterType({
  name: 'with or without',
  regexp: /with|without/,
  transformer: (words: string) => words === 'with',
});
/** The session that a request asks for: nothing more, ` with a code of its MFA device`, or ` for two hours`. */
defineParameterType({
  name: 'asked session',
  regexp: /( with a code of its MFA device| for two hours)?/,
  transformer: (words?: string | null) => ({
    withCode: words?.startsWith(' with') === true,
    seconds: words === ' for two hours' ? 7200 : undefined,
  }),
});
defineParameterType({ name: 'document', regexp: DOCUMENT, transformer: documentNamed });
/** The content of a key policy: a document by name, or the policy that the scenario began with. */
defineParameterType({
  name: 'key policy',
  regexp: [DOCUMENT, /as documented again/],
  transformer: (words: string) => (words.startsWith('"') ? documentNamed(words) : undefined),
});

/** A kind of encryption, as a write asks for it and an object or table reports it. */
defineParameterType({
  name: 'encryption',
  regexp: ENCRYPTIONS.map((words) => new RegExp(words)),
  async transformer(this: SpecWorld, words: string) {
    await this.awsManagedKeys.find(words, this.provisioned);
    return words;
  },
});
/** A setting of a bucket, with its new value. */
defineParameterType({
  name: 'new setting of a bucket',
  regexp: [
    new RegExp(`the default encryption of ${BUCKET} to (?:${ENCRYPTIONS.join('|')})`),
    new RegExp(String.raw`the tag [\w-]+ of ${BUCKET} to "[^"]*"`),
  ],
  async transformer(this: SpecWorld, words: string) {
    const setting = newBucketSetting(words);
    if ('encryption' in setting) await this.awsManagedKeys.find(setting.encryption, this.provisioned);
    return setting;
  },
});
/** The canned ACL that a request asks for: nothing, ` with the ACL public-read` for an upload, ` to public-read` for an ACL. */
defineParameterType({
  name: 'acl',
  regexp: new RegExp(`(?: (?:with the ACL|to) (${CANNED_ACLS.join('|')}))?`),
  transformer: (words?: string | null) => words ?? undefined,
});
/** The encryption that a write asks for: nothing, or ` encrypted with the shared key`. */
defineParameterType({
  name: 'sse',
  regexp: new RegExp(
    `(?: encrypted with (${[`${KEY} without asking for aws:kms`, ...ENCRYPTIONS].join('|')}))?`,
  ),
  transformer: (words?: string | null) => words ?? undefined,
});

/** The kind of a new key: one with a policy, or one of an origin such as EXTERNAL. */
defineParameterType({
  name: 'kind of key',
  regexp: [
    new RegExp(`with the policy ${DOCUMENT.source}`),
    new RegExp(`of origin (?:${Object.values(OriginType).join('|')})`),
  ],
  transformer: kindOfKeyNamed,
});
/** The Region that a request is sent to: nothing for that of the scenario, or ` in eu-central-1`. */
defineParameterType({
  name: 'in region',
  regexp: new RegExp(`(?: in (${REGION}))?`),
  transformer: (words?: string | null) => words ?? undefined,
});
defineParameterType({ name: 'operation', regexp: keyOperations.map((name) => new RegExp(name)) });
defineParameterType({ name: 'key state', regexp: keyStates.map((words) => new RegExp(words)) });
defineParameterType({ name: 'key use', regexp: Object.keys(keyUses).map((words) => new RegExp(words)) });
defineParameterType({
  name: 'item use',
  regexp: Object.keys(itemUses).map((words) => new RegExp(words)),
  transformer: (words: string) => itemUses[words],
});
defineParameterType({
  name: 'past key use',
  regexp: Object.keys(pastKeyUses).map((words) => new RegExp(words)),
});
/**
 * The choice to skip KMS's lockout check of a key policy in a Given: nothing, or `, set with
 * BypassPolicyLockoutSafetyCheck`.
 */
defineParameterType({
  name: 'bypass',
  regexp: /(?:, set with (BypassPolicyLockoutSafetyCheck))?/,
  transformer: (flag?: string | null) => Boolean(flag),
});
defineParameterType({ name: 'end of a grant', regexp: /revoked|retired/ });
defineParameterType({
  name: 'of object',
  regexp: new RegExp(`(?: of (${OBJECT}))?`),
  transformer: (words?: string | null) => (words ? objectNamed(words) : undefined),
});
defineParameterType({
  name: 'control policy',
  regexp: /service control policy|resource control policy/,
  transformer: (words: string) => (words.startsWith('service') ? 'service' : 'resource'),
});
defineParameterType({ name: 'bounding policy', regexp: /permissions boundary|session policy/ });

/** A call as CloudTrail shows it: `kms:Decrypt`, `a refused kms:Decrypt`. */
defineParameterType({
  name: 'recorded call',
  regexp: /(?:a refused )?kms:[A-Za-z]+/,
  transformer: (words: string) => ({
    operation: words.replace(/^.*kms:/, ''),
    refused: words.startsWith('a refused'),
  }),
});

/** `10,000` */
defineParameterType({
  name: 'count',
  regexp: /\d{1,3}(?:,\d{3})*/,
  transformer: (digits: string) => Number(digits.replaceAll(',', '')),
});
defineParameterType({ name: 'money', regexp: /\$\d+\.\d\d/ });
defineParameterType({ name: 'bill item', regexp: Object.keys(billItems).map((words) => new RegExp(words)) });
defineParameterType({ name: 'frequency', regexp: frequencies.map((words) => new RegExp(words)) });

/** The closed lists of reasons and failures are in support/answer/denial.ts and failure-vocabulary.ts. */
defineParameterType({ name: 'reason', regexp: /(?:no|the|an?|Block) [\w' -]+?/ });
defineParameterType({ name: 'action', regexp: /[a-z0-9-]+:[A-Za-z*]+/ });
defineParameterType({ name: 'remedy', regexp: /\S.*/ });
defineParameterType({ name: 'failure', regexp: /\S.*/ });
