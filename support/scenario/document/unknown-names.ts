import { matchesGlob, parseGlob } from '../../authorization/matching/glob.ts';
import { nearest } from '../../authorization/terms/nearest.ts';
import type { NameInPolicy } from './named-in-policy.ts';
import type { NamesOfCast } from './names-of-cast.ts';
import { matchesPartOfKeyId } from './part-of-key-id.ts';
import { isMultiRegionKey } from './real-names.ts';
import type { UnknownName } from './unknown-name.ts';
import { SECRET, unknownSecret } from './unknown-secret.ts';
import { arnOfNoService, principalOfNoService } from './unknown-service.ts';

const KEY = /^arn:aws:kms:([^:]*):([^:]*):key\/(.+)$/;
const IDENTITY = /^arn:aws:iam::(\d{12}):(?:user|role|group)\/.+$/;
const ACCOUNT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const BUCKET = /^(arn:aws:s3:::[^/*?$]+)(?:\/.*)?$/s;
const TABLE = /^arn:aws:dynamodb:[a-z0-9-]+:(\d{12}):table\/[^/*?$]+/;
const HAS_WILDCARD = /[*?]|\$\{/;

/**
 * The fault of a name in a policy document; undefined if it has none.
 *
 * It is an error if AWS refuses the document, since its principal does not exist. It is one too if keyhole cannot tell
 * whether a key is one of the scenario's. Names of other accounts stay as they are, with a warning.
 */
export function unknownName(
  { text, isPrincipal, isService }: NameInPolicy,
  cast: NamesOfCast,
): UnknownName | undefined {
  const ofNoService = isService ? principalOfNoService(text) : arnOfNoService(text);
  if (ofNoService !== undefined) return ofNoService;
  if (HAS_WILDCARD.test(text) && matchesPartOfKeyId(text, cast.idsOfKeys)) return PART_OF_KEY_ID;
  if (KEY.test(text)) return unknownKey(text, cast);
  if (SECRET.test(text)) return unknownSecret(text, cast);
  if (TABLE.test(text)) return unknownTable(text, cast);
  if (HAS_WILDCARD.test(text) && !BUCKET.test(text)) return undefined;
  if (IDENTITY.test(text)) return unknownIdentity(text, isPrincipal, cast);
  if (ACCOUNT.test(text) && isPrincipal) return unknownAccount(text, cast);
  return unknownBucket(text, cast);
}

function unknownKey(text: string, cast: NamesOfCast): UnknownName | undefined {
  const [, region = '', account = '', id = ''] = KEY.exec(text) ?? [];
  if (HAS_WILDCARD.test(id)) return undefined;
  const known = cast.keys.some((arn) => {
    const [, itsRegion = '', itsAccount = '', itsId] = KEY.exec(arn) ?? [];
    return (
      itsId === id && matchesGlob(parseGlob(region), itsRegion) && matchesGlob(parseGlob(account), itsAccount)
    );
  });
  if (known) return undefined;
  if (/^\d{12}$/.test(account) && !cast.accounts.has(account)) return outside(account, cast);
  const { all, ofOneRegion } = cast.unidentifiedKeys;
  const candidates = [...(isMultiRegionKey(id) ? all : ofOneRegion)].filter(([owner]) =>
    matchesGlob(parseGlob(account), owner),
  );
  if (candidates.length === 0)
    return { severity: 'warning', message: `is no key of the scenario; ${near(text, cast.keys)}` };
  const names = candidates.map(([, name]) => name).join(' or ');
  const also = isMultiRegionKey(id) ? ' and "multiRegion: true"' : '';
  return {
    severity: 'error',
    message: `may be a key of the scenario: add "keyId: ${id}"${also} to the key that it is (${names}), or the id that AWS gave to each key`,
  };
}

/** A pattern that depends on the digits of a key's id, which KMS chooses anew for each scenario. */
const PART_OF_KEY_ID: UnknownName = {
  severity: 'error',
  message: `matches part of a key's id, which KMS chooses anew here: write the whole id, or "*"`,
};

function unknownIdentity(text: string, isPrincipal: boolean, cast: NamesOfCast): UnknownName | undefined {
  if (isPrincipal && text.includes(':group/'))
    return {
      severity: 'error',
      message: 'is a group, which AWS does not take as a principal: name its users',
    };
  if (cast.identities.includes(text)) return undefined;
  const account = text.split(':')[4] ?? '';
  if (!cast.accounts.has(account)) return outside(account, cast);
  const is = `is not in the account ${cast.accounts.get(account)} of the scenario`;
  if (!isPrincipal) return { severity: 'warning', message: `${is}; ${near(text, cast.identities)}` };
  return {
    severity: 'error',
    message: `${is}, and AWS refuses a policy whose principal does not exist; ${near(text, cast.identities)}`,
  };
}

function unknownAccount(text: string, cast: NamesOfCast): UnknownName | undefined {
  const [, account = ''] = ACCOUNT.exec(text) ?? [];
  return cast.accounts.has(account) ? undefined : outside(account, cast);
}

/** The remedy for an account that a scenario.yaml does not declare. */
export const DECLARE_OUTSIDE = 'if you mean it, add it to outsideAccounts';

/** The warning about an account outside; none if scenario.yaml declares it. */
function outside(account: string, cast: NamesOfCast): UnknownName | undefined {
  if (cast.outside.has(account)) return undefined;
  const meant = nearest(account, cast.accounts.keys());
  const hint = meant === undefined ? DECLARE_OUTSIDE : `did you mean "${meant}"?`;
  const message = `is of the account ${account}, which the scenario does not have: it stays as it is; ${hint}`;
  return { severity: 'warning', message, account };
}

/** A policy may name tables that a scenario leaves out, as those of other accounts. */
function unknownTable(text: string, { accounts, tables }: NamesOfCast): UnknownName | undefined {
  const [table = '', account = ''] = TABLE.exec(text) ?? [];
  // A wildcard at the end of a name may stand for the rest of it.
  const isPattern = HAS_WILDCARD.test(text.slice(table.length).split('/')[0] ?? '');
  if (!accounts.has(account) || isPattern || tables.includes(table)) return undefined;
  return { severity: 'warning', message: `is no table of the scenario; ${near(table, tables)}` };
}

/** A policy may name buckets that a scenario leaves out. A name that is almost one of the scenario's is a mistake. */
function unknownBucket(text: string, { buckets }: NamesOfCast): UnknownName | undefined {
  const [, bucket] = BUCKET.exec(text) ?? [];
  if (bucket === undefined || buckets.includes(bucket)) return undefined;
  const meant = nearest(
    bucket.slice('arn:aws:s3:::'.length),
    buckets.map((arn) => arn.slice('arn:aws:s3:::'.length)),
  );
  if (meant === undefined) return undefined;
  return {
    severity: 'warning',
    message: `is no bucket of the scenario; did you mean "arn:aws:s3:::${meant}"?`,
  };
}

function near(text: string, known: readonly string[]): string {
  const meant = nearest(text, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length === 0 ? 'the scenario has none' : 'none of the scenario is like it';
}
