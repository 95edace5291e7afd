import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input, Operation, Output, Service } from '../../../../aws/operations.ts';
import type { GatewayServer } from '../../../../gateway/serving/gateway-server.ts';

/** Reads the state of one account in one region. Policies are not asked. */
export interface LabReader {
  readonly account: string;
  readonly region: string;
  readonly read: <S extends Service, O extends Operation<S>>(
    service: S,
    operation: O,
    input: Input<S, O>,
  ) => Promise<Output<S, O>>;
}

/** A reader of an account in a region of a lab. */
export function labReader(gateway: Pick<GatewayServer, 'read'>, account: string, region: string): LabReader {
  return {
    account,
    region,
    read: (service, operation, input) =>
      gateway.read({ service, operation, input, account, region, fresh: true }),
  };
}

/** The result of a read; undefined if AWS answers with one of some error codes, which mean that there is none. */
export async function unlessNone<T>(read: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AwsError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
