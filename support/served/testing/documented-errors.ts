import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import { operationsByTreatment } from '../served-page.ts';

const require = createRequire(import.meta.url);

const PACKAGES: Readonly<Record<Service, string>> = {
  s3: 'client-s3',
  kms: 'client-kms',
  sts: 'client-sts',
  iam: 'client-iam',
  secretsmanager: 'client-secrets-manager',
  dynamodb: 'client-dynamodb',
  organizations: 'client-organizations',
  s3control: 'client-s3-control',
};

/** The errors that the SDK documents for the operations of a service that keyhole serves, by their names there. */
export function documentedErrors(service: Service): ReadonlySet<string> {
  return new Set(errorsByOperation(service).map(([, name]) => name));
}

/** The served operations of a service, each with each error that the SDK documents for it. */
export function errorsByOperation(service: Service): readonly (readonly [operation: string, name: string])[] {
  const lists = operationsByTreatment(service);
  const operations = [...lists.served, ...lists['served by other stores']];
  return operations.flatMap((operation) =>
    errorsOf(service, operation).map((name) => [operation, name] as const),
  );
}

/** The SDK's declarations name the errors of each operation; its schemas do not. */
function errorsOf(service: Service, operation: string): readonly string[] {
  const folder = path.dirname(require.resolve(`@aws-sdk/${PACKAGES[service]}/package.json`));
  const file = path.join(folder, 'dist-types', 'commands', `${operation}Command.d.ts`);
  const found = readFileSync(file, 'utf8').matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
  return [...found].map(([, name = '']) => name);
}

/** The text of an error as tests write it: IAM and STS leave out the end of the name on the wire. */
export function writtenName(service: Service, name: string): string {
  return services[service].protocol === 'query' ? name.replace(/Exception$/, '') : name;
}
