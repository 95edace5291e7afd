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
  const statements = statementsOf(own);
  const sids = new Set(statements.map(({ Sid }) => Sid));
  const denials = statementsOf(other)
    .filter(({ Effect }) => Effect === 'Deny')
    .map(({ Sid, ...rest }) => (Sid === undefined || sids.has(Sid) ? rest : { Sid, ...rest }));
  // Without a version, variables of a policy are plain text, so that a Deny could be lost.
  const Version = [own, other].map((one) => one.Version).find((version) => version === '2012-10-17');
  const joined = {
    ...own,
    ...(Version !== undefined && { Version }),
    Statement: [...statements, ...denials],
  };
  return JSON.stringify(joined, undefined, 2);
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
