import type { YAMLError } from 'yaml';

/** The remedies for faults of YAML, by the parser's code, if its message does not say them. */
const YAML: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'remove one of the two',
  BLOCK_AS_IMPLICIT_KEY:
    'align the line with those of its level, or put a text that has a colon followed by a space in quotes',
  BAD_INDENT: 'align the line with those of its level',
  MISSING_CHAR: 'look for a quote or a bracket that is not closed',
  BAD_ALIAS: 'put a text that begins with * in quotes',
};

/** The remedy for a fault of YAML: `; indent with spaces`. Empty if the parser's message says it. */
export function yamlRemedy({ code, message }: YAMLError): string {
  // The parser takes a bracket that is never closed for a wrong indent of what follows.
  const isOpen = code === 'BAD_INDENT' && /must be .* and end with a [\]}]/.test(message);
  const remedy = YAML[isOpen ? 'MISSING_CHAR' : code];
  return remedy === undefined ? '' : `; ${remedy}`;
}

/** The remedy for a fault of JSON at an offset: `; remove the comma before it`. Empty if nothing usual is there. */
export function jsonRemedy(text: string, offset: number): string {
  const [here = ''] = text.slice(offset).match(/^(?:\/\/|\/\*|[\s\S])/) ?? [];
  if (here === '//' || here === '/*' || here === '#') return '; JSON has no comments: remove it';
  if (here === "'" || here === '“') return '; write it with double quotes';
  if (/[}\],]/.test(here) && /,\s*$/.test(text.slice(0, offset))) return '; remove the comma before it';
  if (here === '"' && /["\]}\w]\s*$/.test(text.slice(0, offset))) return '; put a comma before it';
  return here === '' ? '; a bracket or a quote is not closed' : '';
}
