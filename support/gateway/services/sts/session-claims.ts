import type { Tag } from '@aws-sdk/client-sts';
import { AwsError } from '../../../aws/aws-error.ts';

/** The parts of a session that its web identity token sets. */
export interface SessionClaims {
  readonly tags: readonly Required<Tag>[];
  /** The keys of the tags that pass on through a chain of roles. */
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
}

const TAGS = 'https://aws.amazon.com/tags';
const FLAT_TAG = `${TAGS}/principal_tags/`;
const FLAT_TRANSITIVE = `${TAGS}/transitive_tag_keys`;
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';
const OWN = 'https://aws.amazon.com/';

type Claims = Readonly<Record<string, unknown>>;

/**
 * The session tags and the source identity of a token. Tags stand nested in one claim, or each in a claim of its own, whose
 * name ends in the key. Throws NotImplemented for a claim of any other form.
 *
 * Source: IAM user guide, "Pass session tags in AWS STS", section "Passing session tags using AssumeRoleWithWebIdentity", and
 * "Monitor and control actions taken with assumed roles".
 */
export function sessionClaims(claims: Claims): SessionClaims {
  const own = Object.keys(claims).filter((claim) => claim.startsWith(OWN));
  const flat = own.filter((claim) => claim.startsWith(FLAT_TAG) || claim === FLAT_TRANSITIVE);
  const known = new Set([...flat, TAGS, SOURCE_IDENTITY]);
  // Undocumented: what a token has that sets tags in both forms.
  const unknown = own.find((claim) => !known.has(claim)) ?? (own.includes(TAGS) ? flat[0] : undefined);
  if (unknown !== undefined) throw ofOtherForm(unknown);
  const { tags, keys } = own.includes(TAGS) ? nested(claims[TAGS]) : flattened(claims);
  const sourceIdentity = claims[SOURCE_IDENTITY];
  if (sourceIdentity !== undefined && typeof sourceIdentity !== 'string') throw ofOtherForm(SOURCE_IDENTITY);
  return {
    tags: Object.entries(tags).map(([Key, value]) => ({ Key, Value: oneText(value) })),
    transitiveTagKeys: texts(keys),
    sourceIdentity,
  };
}

function nested(claim: unknown) {
  if (!isObject(claim)) throw ofOtherForm(TAGS);
  const { principal_tags: tags = {}, transitive_tag_keys: keys = [], ...others } = claim;
  if (!isObject(tags) || Object.keys(others).length > 0) throw ofOtherForm(TAGS);
  return { tags, keys };
}

function flattened(claims: Claims) {
  const tags = Object.entries(claims).filter(([claim]) => claim.startsWith(FLAT_TAG));
  return {
    tags: Object.fromEntries(tags.map(([claim, value]) => [claim.slice(FLAT_TAG.length), value])),
    keys: claims[FLAT_TRANSITIVE] ?? [],
  };
}

/** One text, alone or in a list. Undocumented: what a tag with several values has. */
function oneText(value: unknown): string {
  const [text, ...others] = [value].flat();
  if (typeof text !== 'string' || others.length > 0) throw ofOtherForm(TAGS);
  return text;
}

function texts(value: unknown): readonly string[] {
  const list = [value].flat();
  return list.map((one) => {
    if (typeof one !== 'string') throw ofOtherForm(TAGS);
    return one;
  });
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ofOtherForm(claim: string): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    `A web identity token whose claim ${claim} has this form is not implemented.`,
  );
}
