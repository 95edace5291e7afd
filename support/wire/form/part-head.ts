import { formRefusals } from './form-refusals.ts';

/** The names in the head of a part of a form. */
export interface PartHead {
  readonly name: string;
  /** Undefined if the part has none: its content was sent as a text. */
  readonly fileName: string | undefined;
}

/**
 * Reads the head of a part of a form: the lines before its content. Throws AwsError `MalformedPOSTRequest`.
 *
 * Source: RFC 7578, section 4.2.
 */
export function partHead(lines: string): PartHead {
  const disposition = lines.split('\r\n').find((line) => /^content-disposition\s*:/i.test(line));
  const given = /^[^:]*:\s*form-data\s*((?:;.*)?)$/i.exec(disposition ?? '')?.[1];
  if (given === undefined) throw formRefusals.malformed();
  const parameters = parametersOf(given);
  const name = parameters.get('name');
  if (name === undefined) throw formRefusals.malformed();
  return { name: unescaped(name), fileName: fileNameOf(parameters) };
}

const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))\s*/gy;

function parametersOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let end = 0;
  for (const [whole, name = '', quoted, plain] of text.matchAll(PARAMETER)) {
    const known = name.toLowerCase();
    if (found.has(known)) throw formRefusals.malformed();
    found.set(known, quoted ?? plain ?? '');
    end += whole.length;
  }
  if (end !== text.length) throw formRefusals.malformed();
  return found;
}

function fileNameOf(parameters: ReadonlyMap<string, string>): string | undefined {
  const extended = /^utf-8'[^']*'(.*)$/i.exec(parameters.get('filename*') ?? '')?.[1];
  const plain = parameters.get('filename');
  if (extended === undefined) return plain === undefined ? undefined : unescaped(plain);
  try {
    return decodeURIComponent(extended);
  } catch {
    throw formRefusals.malformed();
  }
}

/** Browsers write quotes and line breaks within names so. */
function unescaped(text: string): string {
  return text.replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped));
}
