import { formRefusals } from './form-refusals.ts';
import type { MultipartForm } from './multipart-form.ts';

/** The fields of an upload by a form, with their names in lower case: S3 reads names without regard to case. */
export type FormFields = ReadonlyMap<string, string>;

/** The variable that stands for the name of the file, in any field. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own variable
const FILE_NAME = '${filename}';

/** Fields that a signature or the form itself is made of; a file's name never changes them. */
const VERBATIM: ReadonlySet<string> = new Set(['policy', 'signature', 'x-amz-signature']);

/**
 * The fields of a form, with the file's name in place of its variable. Throws AwsError for a field that is sent twice.
 *
 * Source: Amazon S3 API reference, "POST Object", section "Form fields".
 */
export function formFields({ fields, file }: MultipartForm): FormFields {
  const found = new Map<string, string>();
  for (const [sent, value] of fields) {
    const name = sent.toLowerCase();
    if (found.has(name)) throw formRefusals.repeated(sent);
    // A file that was sent as a text has no name: the variable then stays as it is. Recorded answers show it.
    const fileName = VERBATIM.has(name) ? undefined : file?.name;
    found.set(name, fileName === undefined ? value : value.replaceAll(FILE_NAME, () => fileName));
  }
  return found;
}
