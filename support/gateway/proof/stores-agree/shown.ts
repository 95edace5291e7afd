import { isPlain, type Names } from './names.ts';

/** Random text in answers, and the text that is shown in its place. */
const made: readonly (readonly [RegExp, string])[] = [
  [/mrk-[0-9a-f]{32}/g, '(mrk)'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '(uuid)'],
  [/\b(AIDA|AROA|AGPA|ANPA|AKIA|ASIA|LSIA|LKIA)[A-Z0-9]{12,17}\b/g, '($1)'],
  [/(:secret:[^:\s]+)-[A-Za-z0-9]{6}(?![A-Za-z0-9])/g, '$1-(suffix)'],
  [/\b[0-9a-f]{64}\b/g, '(SHA-256)'],
  // Contents under a KMS key have an ETag that is no digest of them.
  [/^"?[0-9a-f]{32}(-\d+)?"?$/g, '(ETag$1)'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?/g, '(date)'],
];

/** Members whose values are random wherever they occur. */
const random = new Set([
  'RandomPassword',
  'SecretAccessKey',
  'SessionToken',
  'UploadId',
  'VersionId',
  'RevisionId',
  'NextToken',
  'Marker',
  'NextMarker',
  'NextContinuationToken',
  'VersionIdMarker',
  'NextVersionIdMarker',
  'NextUploadIdMarker',
  'GrantToken',
  'GrantId',
  'DeleteMarkerVersionId',
  'CopySourceVersionId',
  'ContinuationToken',
  'UserId',
  'RoleId',
  'GroupId',
  'InstanceProfileId',
  'PolicyId',
  'AssumedRoleId',
  'PackedPolicySize',
]);

/** Members that are not part of an answer, and those that reading changes. */
const leftOut = new Set(['$metadata', 'LastAccessedDate']);

/** For tests: an answer with what differs from run to run replaced, so that answers of two stores compare. */
export function shown(value: unknown, names: Names, member = ''): unknown {
  if (typeof value === 'string') {
    const text = withNames(value, names);
    return random.has(member) && text === value && value !== '' && value !== 'null'
      ? `(${member})`
      : madeUp(text);
  }
  if (value instanceof Date) return '(date)';
  if (value instanceof Uint8Array) return `(${nameOfBytes(value, names) ?? 'bytes'})`;
  // Stores may list in any order: S3's order shows where a list is cut.
  if (Array.isArray(value)) return sorted(value.map((each) => shown(each, names, member)));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(
      ([key, each]) => !leftOut.has(key) && each !== undefined && !isDefault(key, each),
    );
    return isPlain(value)
      ? structure(entries.map(([key, each]) => [madeUp(withNames(key, names)), shown(each, names, key)]))
      : String(value);
  }
  return value;
}

/** Random keys of an object are replaced by their place in the order of its values. */
function structure(entries: readonly (readonly [string, unknown])[]): object {
  const known = new Map<string, unknown>();
  const inOrder = entries.map((entry) => [JSON.stringify(entry), entry] as const);
  if (entries.some(([key]) => key.includes('('))) inOrder.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  for (const [, [key, value]] of inOrder) known.set(known.has(key) ? `${key} ${known.size}` : key, value);
  return Object.fromEntries(known);
}

/** Values that mean the same as an absent member: Bucket Keys that are off, the service's own key, an empty structure. */
function isDefault(key: string, value: unknown): boolean {
  if (key === 'BucketKeyEnabled') return value === false;
  if (key === 'KmsKeyId') return value === 'alias/aws/secretsmanager';
  return isPlain(value) && Object.keys(value).length === 0;
}

function madeUp(text: string): string {
  return made.reduce((shownSoFar, [pattern, word]) => shownSoFar.replaceAll(pattern, word), text);
}

/** ETags differ where contents are encrypted: they are shown as ETags, whatever they are named. */
function isEtag(value: string): boolean {
  return /^"[0-9a-f]{32}(-\d+)?"$/.test(value);
}

function withNames(text: string, names: Names): string {
  let named = text;
  for (const [name, value] of names)
    if (typeof value === 'string' && value.length > 5 && !isEtag(value))
      named = named.replaceAll(value, `{${name}}`);
  return named;
}

/** Bytes that a state named, or that are text. */
function nameOfBytes(bytes: Uint8Array, names: Names): string | undefined {
  for (const [name, value] of names)
    if (typeof value !== 'string' && Buffer.compare(value, bytes) === 0) return name;
  const text = Buffer.from(bytes).toString('latin1');
  return /^[a-z ]{5,40}$/.test(text) ? text : undefined;
}

function sorted(values: readonly unknown[]): readonly unknown[] {
  return values
    .map((value) => [JSON.stringify(value) ?? '', value] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, value]) => value);
}
