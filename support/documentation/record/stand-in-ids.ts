/** Gives ids of AWS stand-ins of the same length, one for each: texts keep their columns, and things stay apart. */
export class StandInIds {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #forms: RegExp;

  /** Takes the accounts that are known: their ids are found within longer numbers as well. */
  constructor(accounts: readonly string[]) {
    const known = accounts.filter((id) => /^\d{12}$/.test(id));
    for (const id of known) this.of(id);
    this.#forms = new RegExp([...FORMS, ...known].join('|'), 'g');
  }

  /** A text with stand-ins for the ids in it: of accounts, keys, organizations, IAM's own ids, and VPC endpoints. */
  hide(text: string): string {
    return text.replaceAll(this.#forms, (id) => this.of(id));
  }

  /** The stand-in for an id. */
  of(id: string): string {
    const groups = /^\d{4}-\d{4}-\d{4}$/.test(id);
    const plain = groups ? id.replaceAll('-', '') : id;
    const known = this.#known.get(plain) ?? this.#next(plain);
    this.#known.set(plain, known);
    return groups ? known.replace(/^(.{4})(.{4})/, '$1-$2-') : known;
  }

  #next(id: string): string {
    const [prefix = ''] = PREFIX.exec(id) ?? [];
    const form = `${prefix} ${id.slice(prefix.length).replaceAll(/[0-9A-Za-z]/g, '0')}`;
    const count = (this.#counts.get(form) ?? 0) + 1;
    this.#counts.set(form, count);
    const places = Array.from(form.slice(prefix.length + 1));
    const digits = String(count).split('').reverse();
    for (let at = places.length - 1, digit = 0; at >= 0 && digit < digits.length; at -= 1)
      if (places[at] === '0') places[at] = digits[digit++] ?? '0';
    return `${prefix}${places.join('')}`;
  }
}

/** The part of an id that says what it is of. */
const PREFIX = /^(?:mrk-|ou-|o-|r-|p-|vpce?-|A[A-Z]{3}(?=[A-Z0-9]{12}))/;

/** Where an id may begin: after anything but a letter or digit, or after a character of a URL that is escaped. */
const BEGINS = '(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))';

/** Forms of ids. Long ones come first, since a short one may be a part of a long one. Digits of accounts may stand in names. */
const FORMS: readonly string[] = [
  // A key, as KMS chooses it, and a key of several regions.
  'mrk-[0-9a-fA-F]{32}',
  '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
  // The canonical id of an account in S3, and the id of a grant.
  '(?<![0-9A-Fa-f])[0-9a-f]{64}(?![0-9A-Fa-f])',
  // An organization, its root, its units and policies.
  `${BEGINS}(?:ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|o-[a-z0-9]{10,32}|r-[0-9a-z]{4,32}|p-[0-9a-z]{8,128})(?![0-9A-Za-z])`,
  // VPCs and their endpoints.
  `${BEGINS}vpce?-[0-9a-f]{8,17}(?![0-9A-Za-z])`,
  // Ids that IAM chooses: those of access keys tell the account.
  `${BEGINS}A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA)[A-Z0-9]{12,124}`,
  // An account, also as the console groups its digits.
  '(?<![0-9]|[0-9]-)[0-9]{4}-[0-9]{4}-[0-9]{4}(?![0-9]|-[0-9])',
  '(?<![0-9])[0-9]{12}(?![0-9])',
];
