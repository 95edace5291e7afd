import { factsOf, type ServiceFacts } from '../aws/services.ts';
import type { Refusals } from './refusals.ts';
import { s3Refusals } from './s3-refusals.ts';
import { jsonRefusals, queryRefusals } from './service-refusals.ts';

const ofProtocol: Readonly<Record<ServiceFacts['protocol'], Refusals>> = {
  'rest-xml': s3Refusals,
  query: queryRefusals,
  json: jsonRefusals,
};

/** The refusals of a service: S3's own, those of the Query protocol (IAM, STS), or those of the JSON protocols. */
export function refusalsOf(service: string): Refusals {
  return ofProtocol[factsOf(service).protocol ?? 'json'];
}
