import type { PropertyReader } from './property-reader.ts';

/** Services whose requests keyhole decides. */
const SERVED = /\.(?:dynamodb|iam|kms|organizations|secretsmanager|sts)(?:-fips)?$/;

/** Lists a VPC endpoint of another service than S3, if keyhole decides requests of that service. */
export function noteOtherEndpoint(reader: PropertyReader, property: string, service: string): void {
  if (!SERVED.test(service)) return;
  const consequence =
    'the endpoint is left out: no request comes through it here, and what its policy denies is allowed';
  reader.note(property, 'a scenario has VPC endpoints for S3 alone', consequence);
}
