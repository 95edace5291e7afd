import { slug } from '../documentation/site/addresses.ts';
import type { SiteDocument } from '../documentation/site/site.ts';
import type { LabDocument } from './lab-view.ts';

/** The folder of the pages of documents that clients wrote. */
export const writtenDocuments = 'policies/decided/';

const known = new WeakMap<LabDocument, SiteDocument>();

/** A document that a client wrote, as the documentation's components take one. */
export function siteDocument(written: LabDocument): SiteDocument {
  const found = known.get(written);
  if (found !== undefined) return found;
  const { file, text, policy } = written;
  const [, digest = ''] = /([0-9a-f]+)\.json$/.exec(file) ?? [];
  const made: SiteDocument = {
    ...{ file, path: file, text, sha256: digest, uses: [policy] },
    address: `${writtenDocuments}${digest}/`,
    name: slug(policy.replace(/^the /, '')),
    scenario: NONE,
  };
  known.set(written, made);
  return made;
}

/** No file of a scenario has the document. */
const NONE: SiteDocument['scenario'] = {
  ...{ name: '', title: '', file: '', region: '' },
  ...{ accounts: [], principals: [], resources: [], documents: [] },
  ...{ assumptions: {}, placeholders: {} },
};
