import { loadConfig } from '@smithy/core/config';

/**
 * The endpoint that the environment or a profile names in place of AWS's; undefined if neither does. An SDK for JavaScript
 * reads it of the default profile alone.
 *
 * Source: AWS SDKs and Tools reference guide, "Service-specific endpoints".
 */
export function configuredEndpoint(profile: string): Promise<string | undefined> {
  const isIgnored = loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) => env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,
      configFileSelector: ({ ignore_configured_endpoint_urls: ignored }) => ignored,
      default: undefined,
    },
    { profile },
  );
  const endpoint = loadConfig<string | undefined>(
    {
      environmentVariableSelector: ({ AWS_ENDPOINT_URL }) => AWS_ENDPOINT_URL,
      configFileSelector: ({ endpoint_url }) => endpoint_url,
      default: undefined,
    },
    { profile },
  );
  return isIgnored().then((ignored) => (ignored === 'true' ? undefined : endpoint()));
}
