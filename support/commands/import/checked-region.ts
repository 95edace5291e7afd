import { regionName } from '../../scenario/document/document-names.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The name of a region. Throws SpecError `unknown-name` for another text. */
export function checkedRegion(region: string): string {
  if (regionName.test(region)) return region;
  throw new SpecError('unknown-name', `--region ${region} is not a region name, such as eu-west-1`);
}
