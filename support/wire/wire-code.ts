import type { Service } from '../aws/operations.ts';
import { errorModels } from './sdk-schemas.ts';

const codes = new Map<Service, ReadonlyMap<string, string>>();

/** The code on the wire. IAM's `NoSuchEntityException` is sent as `NoSuchEntity`, its `awsQueryError` name. */
export function wireCode(service: Service, code: string): string {
  let known = codes.get(service);
  if (known === undefined) {
    known = new Map(errorModels(service).map((model) => [model.shape, model.code]));
    codes.set(service, known);
  }
  return known.get(code) ?? code;
}
