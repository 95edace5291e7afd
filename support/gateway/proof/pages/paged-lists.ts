import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import type { Service } from '../../../aws/operations.ts';
import { serviceNames } from '../../../aws/services.ts';
import { modelOf, operationNames } from '../../../wire/sdk-schemas.ts';
import { desks } from '../../desks.ts';
import { pageMembersOf } from '../../page-of-list.ts';
import type { Clients } from '../../testing/lab-under-test.ts';

type Paginator = (
  config: { readonly client: unknown; readonly pageSize: number },
  input: object,
) => AsyncIterable<object>;
type Client = { send(command: unknown): Promise<object> };

const modules: Partial<Record<Service, object>> = { dynamodb, iam, kms, s3, secretsmanager };

/**
 * For tests: every operation that a store performs and whose lists go on from page to page, as `kms:ListKeys`. The lists that the
 * gateway answers itself have tests in their rooms.
 */
export const pagedOperations: readonly string[] = serviceNames.flatMap((service) =>
  operationNames(service).flatMap((operation) => {
    const rule: unknown = Reflect.get(desks[service].permissions, operation);
    const isAnswered = Object.hasOwn(desks[service].answers ?? {}, operation);
    const isPaged =
      typeof rule === 'function' && !isAnswered && pageMembersOf(service, operation) !== undefined;
    return isPaged ? [`${service}:${operation}`] : [];
  }),
);

/** For tests: the refusal of a page token that was never given out, as clients see it. */
export const refusals: Readonly<Record<string, string>> = {
  s3: '400 InvalidArgument: The continuation token provided is incorrect',
  kms: '400 InvalidMarkerException: The marker is invalid or has expired.',
  iam: '400 ValidationError: Invalid Marker.',
  secretsmanager: '400 InvalidNextTokenException: The NextToken value is invalid.',
  dynamodb: '400 ValidationException: Invalid NextToken.',
};

/** For tests: the service and the operation in `kms:ListKeys`. */
export function partsOf(of: string): { readonly service: Service; readonly operation: string } {
  const [service, operation] = of.split(':') as [Service, string];
  return { service, operation };
}

/** For tests: sends an operation of any service. */
export function send(clients: Clients, of: string, input: object): Promise<object> {
  const { service, operation } = partsOf(of);
  const Command = Reflect.get(modules[service] ?? {}, `${operation}Command`) as new (input: object) => object;
  return (clients[service] as unknown as Client).send(new Command(input));
}

/**
 * For tests: the pages of a list, as the SDK's own function gives them, with at most so many entries each.
 */
export async function pagesOf(
  clients: Clients,
  of: string,
  { pageSize, ...input }: { readonly pageSize: number },
): Promise<readonly object[]> {
  const { service, operation } = partsOf(of);
  const paginate = Reflect.get(modules[service] ?? {}, `paginate${operation}`) as Paginator;
  const pages: object[] = [];
  for await (const page of paginate({ client: clients[service], pageSize }, input)) pages.push(page);
  return pages;
}

/** For tests: of the members that name things, those that an operation takes. */
export function named(of: string, names: Readonly<Record<string, string>>): object {
  const { service, operation } = partsOf(of);
  const { members } = modelOf(service, operation).input.shape;
  return Object.fromEntries(
    Object.entries(names).filter(([name]) => members.some((member) => member.name === name)),
  );
}

/** For tests: true if the SDK has a function that reads an operation page by page. */
export function hasPaginator(of: string): boolean {
  const { service, operation } = partsOf(of);
  return Reflect.has(modules[service] ?? {}, `paginate${operation}`);
}
