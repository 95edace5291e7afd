import type { S3ControlClient, S3ControlClientConfig } from '@aws-sdk/client-s3-control';
import { sdkClients } from '../aws/sdk-clients.ts';

/**
 * A client of S3 Control that leaves the account out of the host: `111111111111.127.0.0.1` is no host, and no DNS answers for it.
 * A header names the account too.
 */
export function s3controlAt(endpoint: string, settings: S3ControlClientConfig): S3ControlClient {
  const url = new URL(endpoint);
  const { hostname } = url;
  url.hostname = 'localhost';
  const client = new sdkClients.s3control.S3ControlClient({
    ...settings,
    endpoint: url.href,
    useArnRegion: false,
  });
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (isSent(request)) request.hostname = hostname;
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'leaveAccountOut' },
  );
  return client;
}

function isSent(request: unknown): request is { hostname: string } {
  return typeof request === 'object' && request !== null && 'hostname' in request;
}
