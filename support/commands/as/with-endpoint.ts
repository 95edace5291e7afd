import { basename } from 'node:path';
import { s3controlAddress } from './s3-control-address.ts';

/** A command with its arguments. */
type ChildCommandLine = readonly [string, ...string[]];

/**
 * A command with the lab's address. The AWS CLI reads AWS_ENDPOINT_URL only since 2.13 and 1.29, so it gets the address as
 * an option. Other commands take it from the variable.
 */
export function withEndpoint(command: ChildCommandLine, endpoint: string): ChildCommandLine {
  const [name, ...args] = command;
  const isGiven = args.some((arg) => arg === '--endpoint-url' || arg.startsWith('--endpoint-url='));
  if (!/^aws(?:\.exe)?$/.test(basename(name)) || isGiven) return command;
  const address = args.includes('s3control') ? s3controlAddress(endpoint) : endpoint;
  return [name, '--endpoint-url', address, ...args];
}
