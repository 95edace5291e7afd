/** The condition keys of one request, in lower case; a key that is left out is absent. */
export type Keys = Readonly<Record<string, readonly string[] | undefined>>;

/** A statement as a policy document has it. */
export interface PlainStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS: string | readonly string[] };
  readonly NotPrincipal?: { readonly AWS: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The caller, as statements name it. */
export interface PlainCaller {
  /** Undefined for an anonymous caller. */
  readonly account: string | undefined;
  readonly arn: string;
  /** The ARN of a session's role. */
  readonly roleArn?: string | undefined;
  readonly isRoot?: boolean | undefined;
  readonly hasBoundary?: boolean | undefined;
}

/** The way in which a statement names a caller: not at all, by its account, by its role, or itself. */
export type Naming = 'not' | 'account' | 'role' | 'itself';

const ORDER: readonly Naming[] = ['not', 'account', 'role', 'itself'];

/** The closest way in which an Allow names a caller and covers what it asks for. */
export function allowing(
  statements: readonly PlainStatement[],
  caller: PlainCaller,
  asked: { readonly action: string; readonly resource: string; readonly keys: Keys },
): Naming {
  const found = statements
    .filter(({ Effect }) => Effect === 'Allow')
    .filter((statement) => covers(statement, asked))
    .map((statement) => naming(statement, caller));
  return ORDER.findLast((each) => found.includes(each)) ?? 'not';
}

/** True if a Deny names a caller and covers what it asks for. */
export function denies(
  statements: readonly PlainStatement[],
  caller: PlainCaller,
  asked: { readonly action: string; readonly resource: string; readonly keys: Keys },
): boolean {
  return statements.some(
    (statement) =>
      statement.Effect === 'Deny' && covers(statement, asked) && naming(statement, caller) !== 'not',
  );
}

/** Statements of identities name no principal: they are about the identity that has them. */
function naming({ Principal, NotPrincipal }: PlainStatement, caller: PlainCaller): Naming {
  if (NotPrincipal !== undefined) return isExcepted(list(NotPrincipal.AWS), caller) ? 'not' : 'itself';
  if (Principal === undefined || Principal === '*') return 'itself';
  const ways = list(Principal.AWS).map((name) => namingBy(name, caller));
  return ORDER.findLast((each) => ways.includes(each)) ?? 'not';
}

function namingBy(name: string, { account, arn, roleArn, isRoot }: PlainCaller): Naming {
  if (name === '*') return 'itself';
  if (account === undefined) return 'not';
  const isAccount = name === account || name === `arn:aws:iam::${account}:root`;
  if (isAccount) return isRoot === true ? 'itself' : 'account';
  if (name === arn) return 'itself';
  return name === roleArn ? 'role' : 'not';
}

/** A Deny excepts a caller whose whole chain is named: account, role and session, or account and user. */
function isExcepted(
  names: readonly string[],
  { account, arn, roleArn, isRoot, hasBoundary }: PlainCaller,
): boolean {
  // A boundary excludes its user or role from every exception.
  if (account === undefined || hasBoundary === true) return false;
  const root = names.includes(account) || names.includes(`arn:aws:iam::${account}:root`);
  if (isRoot === true) return root;
  return root && names.includes(arn) && (roleArn === undefined || names.includes(roleArn));
}

function covers(
  { Action, NotAction, Resource, NotResource, Condition = {} }: PlainStatement,
  { action, resource, keys }: { readonly action: string; readonly resource: string; readonly keys: Keys },
): boolean {
  const like = (patterns: string | readonly string[]) =>
    list(patterns).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase()));
  if (Action !== undefined && !like(Action)) return false;
  if (NotAction !== undefined && like(NotAction)) return false;
  const at = (patterns: string | readonly string[]) =>
    list(patterns).some((pattern) => {
      const filled = fill(pattern, keys);
      return filled !== undefined && isLikeArn(filled, resource);
    });
  if (Resource !== undefined && !at(Resource)) return false;
  if (NotResource !== undefined && at(NotResource)) return false;
  return Object.entries(Condition).every(([operator, tests]) =>
    Object.entries(tests).every(([key, values]) => holds(operator, { key, values: list(values), keys })),
  );
}

interface Test {
  readonly key: string;
  readonly values: readonly string[];
  readonly keys: Keys;
}

/** True if a condition holds. */
function holds(operator: string, { key, values, keys }: Test): boolean {
  const present = keys[key.toLowerCase()];
  if (operator === 'Null') return values.includes(String(present === undefined));
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const negated = name.includes('Not');
  const one = (value: string) =>
    values.some((wanted) => {
      const filled = fill(wanted, keys);
      return filled !== undefined && compare(name.replace('Not', ''), filled, value);
    }) !== negated;
  if (present === undefined) {
    if (ifExists !== undefined || set === 'ForAllValues') return true;
    return set === undefined && negated;
  }
  if (set === 'ForAllValues') return present.every(one);
  return present.some(one);
}

function compare(name: string, wanted: string, value: string): boolean {
  switch (name) {
    case 'StringEquals':
      return plain(wanted) === value;
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return plain(wanted).toLowerCase() === value.toLowerCase();
    case 'StringLike':
      return isLike(wanted, value);
    case 'ArnLike':
    case 'ArnEquals':
      return isLikeArn(wanted, value);
    case 'DateLessThan':
      return Date.parse(value) < Date.parse(wanted);
    case 'DateGreaterThan':
      return Date.parse(value) > Date.parse(wanted);
    case 'NumericLessThanEquals':
      return Number(value) <= Number(wanted);
    case 'IpAddress':
      return value === wanted.replace('/32', '');
    default:
      throw new TypeError(`no rule for ${name}`);
  }
}

/** A wildcard in the value of a variable is none: it is marked, so that only itself matches. */
const MARK = '\ue000';

/** A text with its policy variables filled in; undefined if one has no value. */
function fill(text: string, keys: Keys): string | undefined {
  let isWhole = true;
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, key: string) => {
    const [value = ''] = keys[key.toLowerCase()] ?? [];
    if (value === '') isWhole = false;
    return value.replace(/[*?]/g, (wildcard) => MARK + wildcard);
  });
  return isWhole ? filled : undefined;
}

const plain = (text: string) => text.replaceAll(MARK, '');

function isLike(pattern: string, text: string): boolean {
  const source = pattern.replace(/\ue000?[\s\S]/gu, (part) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    return plain(part).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'u').test(text);
}

/** Each of the six parts of an ARN is compared by itself. */
function isLikeArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = parts(pattern);
  const actual = parts(arn);
  return wanted.length === actual.length && wanted.every((part, index) => isLike(part, actual[index] ?? ''));
}

function parts(arn: string): readonly string[] {
  const all = arn.split(':');
  return [...all.slice(0, 5), all.slice(5).join(':')];
}

export function list(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
