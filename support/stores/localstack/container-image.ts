/** The last release of LocalStack that needs no token, under the Apache License 2.0. */
export const defaultImage = 'localstack/localstack:4.14.0';

/**
 * The environment that LocalStack is started with. It has only the services in use, and nothing that needs
 * the network: no telemetry, no certificate, no name server of its own.
 * Source: LocalStack's documentation, "Configuration".
 */
export function environmentOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  const token = variables.LOCALSTACK_AUTH_TOKEN;
  return {
    SERVICES: 's3,kms,iam,sts,cloudformation,secretsmanager',
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DNS_ADDRESS: '0',
    DEBUG: '0',
    LS_LOG: 'error',
    ...(token !== undefined && { LOCALSTACK_AUTH_TOKEN: token }),
  };
}
