/**
 * A policy of a resource with the statements of another that deny. The texts are JSON; of one that is not, so that its faults are told, only that
 * text is returned.
 */
export function withDenials(text: string | undefined, denying: string): string {
  if (text === undefined) return denying;
  const own = parsed(text);
  if (own === undefined) return text;
  const other = parsed(denying);
  if (other === undefined) return denying;
  // Without this version, variables of a policy are plain text, so that a Deny could be lost.
  const Version = [own, other].map((one) => one.Version).find((version) => version === VARIABLES);
  const asBefore = (one: Members) =>
    Version === undefined || one.Version === VARIABLES ? statementsOf(one) : statementsOf(one).map(literal);
  const statements = asBefore(own);
  const sids = new Set(statements.map(({ Sid }) => Sid));
  const denials = asBefore(other)
    .filter(({ Effect }) => Effect === 'Deny')
    .map(({ Sid, ...rest }) => (Sid === undefined || sids.has(Sid) ? rest : { Sid, ...rest }));
  const joined = {
    ...own,
    ...(Version !== undefined && { Version }),
    Statement: [...statements, ...denials],
  };
  return JSON.stringify(joined, undefined, 2);
}

/** The version of the policy language that has variables. */
const VARIABLES = '2012-10-17';

/** A statement of an older version as the newer one has it: what looks like a variable there is plain text. */
function literal(statement: Members): Members {
  return JSON.parse(JSON.stringify(statement).replaceAll(/\$(?=\{)/g, () => `$\{$}`));
}

/** Inline policies with further ones, by name. None replaces another: the second of a name gets a number. */
export function withInline(
  own: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const all: Record<string, string> = { ...own };
  for (const [name, text] of Object.entries(more)) all[unusedName(name, all)] = text;
  return all;
}

function unusedName(name: string, taken: object): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!Object.hasOwn(taken, candidate)) return candidate;
  }
}

type Members = Readonly<Record<string, unknown>>;

function parsed(text: string): Members | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? { ...document } : undefined;
  } catch {
    return undefined;
  }
}

function statementsOf({ Statement }: Members): readonly Members[] {
  return [Statement].flat().map((statement): Members => Object(statement));
}
