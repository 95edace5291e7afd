import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Finding } from './check.ts';

/** A sentence that is AWS's own, word for word, so that the rules of the house do not hold for it. */
export interface Quotation {
  readonly file: string;
  /** How the sentence begins. */
  readonly begins: string;
  /** Where AWS says it. */
  readonly reason: string;
}

const schema = z.array(
  z.strictObject({ file: z.string().min(1), begins: z.string().min(1), reason: z.string().min(1) }),
);

/** The quotations that quotations.yaml lists. */
export function readQuotations(): readonly Quotation[] {
  return schema.parse(parse(readFileSync(new URL('quotations.yaml', import.meta.url), 'utf8')));
}

/** The findings outside of quotations, and those quotations in which nothing is found: they are to be removed. */
export function withoutQuotations(
  findings: readonly Finding[],
  quotations: readonly Quotation[],
): { readonly findings: readonly Finding[]; readonly unused: readonly Quotation[] } {
  const used = new Set<Quotation>();
  const kept = findings.filter((finding) => {
    const quotation = quotations.find(
      ({ file, begins }) => finding.file === file && finding.sentence.startsWith(begins),
    );
    if (quotation) used.add(quotation);
    return quotation === undefined;
  });
  return { findings: kept, unused: quotations.filter((quotation) => !used.has(quotation)) };
}
