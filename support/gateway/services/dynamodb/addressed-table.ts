import { AwsError } from '../../../aws/aws-error.ts';
import type { KeyScope } from '../../kms-use/resolve-key-reference.ts';

/** The table that a request is about. */
export interface AddressedTable {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

const TABLE = /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\/([a-zA-Z0-9_.-]+)$/;

/**
 * The table that an input names by `TableName`, which may be its ARN, or by `ResourceArn`; undefined if it names none.
 * A bare name is one of the caller's own. Throws ValidationException for an ARN that is not of a table in this Region,
 * and NotImplemented for streams.
 *
 * Source: Amazon DynamoDB API reference, TableName and ResourceArn of each operation; the texts as AWS sends them.
 */
export function addressedTable(input: object, scope: KeyScope): AddressedTable | undefined {
  const resource: unknown = Reflect.get(input, 'ResourceArn');
  if (typeof resource === 'string') return tableOfResource(resource, scope);
  const name: unknown = Reflect.get(input, 'TableName');
  if (typeof name !== 'string') return undefined;
  if (name.startsWith('arn:')) return tableOfName(name, scope);
  const { account, region } = scope;
  return { arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`, name, account, region };
}

function tableOfName(arn: string, { region }: KeyScope): AddressedTable {
  const table = read(arn);
  const faulty = (fault: string) => validation(`1 validation error detected: ${fault} in '${arn}'`);
  if (table === undefined) throw faulty('Invalid resource type');
  if (table.region !== region) throw faulty('Invalid AWS region');
  return table;
}

function tableOfResource(arn: string, { region }: KeyScope): AddressedTable {
  if (!arn.startsWith('arn:')) throw invalid(`ARNs must start with 'arn:': ${arn}`);
  if (!arn.startsWith('arn:aws:dynamodb:'))
    throw invalid(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  if (/:table\/[^/]+\/stream\//.test(arn))
    throw new AwsError('NotImplemented', 501, `keyhole does not implement DynamoDB Streams: ${arn}`);
  const table = read(arn);
  if (table === undefined) {
    throw invalid(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  }
  if (table.region !== region) throw invalid(`Invalid resource Arn: ${arn}`);
  return table;
}

function read(arn: string): AddressedTable | undefined {
  const [, region, account, name] = TABLE.exec(arn) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { arn, name, account, region };
}

function invalid(message: string): AwsError {
  return validation(`One or more parameter values were invalid: ${message}`);
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
