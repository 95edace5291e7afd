import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { caFileOf, folderOfLab } from '../lab/running/lab-folder.ts';
import type { PrincipalAccess } from './principal-access.ts';
import { s3controlAddress } from './s3-control-address.ts';

/** The variables with which AWS clients act as a principal of a lab; an undefined one is to be removed. */
export type PrincipalVariables = Readonly<Record<string, string | undefined>>;

/** The variables for AWS clients of a lab, without a principal. */
export function addressVariables(endpoint: string, region: string): PrincipalVariables {
  const folder = folderOfLab(endpoint);
  const config = join(folder, 'config');
  const ca = caFileOf(endpoint);
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3_CONTROL: s3controlAddress(endpoint),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // The user's own files could name another endpoint or other credentials.
    ...(existsSync(config) && {
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    }),
    ...(ca !== undefined && { AWS_CA_BUNDLE: ca, NODE_EXTRA_CA_CERTS: ca }),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The variables with which AWS clients act as a principal. */
export function principalVariables(
  endpoint: string,
  { region, credentials }: Pick<PrincipalAccess, 'region' | 'credentials'>,
): PrincipalVariables {
  return {
    ...(credentials !== undefined && {
      AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: credentials.SessionToken,
    }),
    ...addressVariables(endpoint, region),
  };
}

/** Variables of the user that a command keeps: they say nothing about whom it acts as. */
const KEPT: ReadonlySet<string> = new Set(['AWS_CA_BUNDLE', 'AWS_CLI_AUTO_PROMPT', 'AWS_PAGER']);

/** True for a variable that has no part in whom AWS clients act as. */
export function isKept(name: string): boolean {
  return !/^AWS_/i.test(name) || KEPT.has(name);
}

/** The environment of a command: the user's without its AWS variables, and the given ones. */
export function childEnvironment(variables: PrincipalVariables, own = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => isKept(name));
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...kept, ...given]);
}
