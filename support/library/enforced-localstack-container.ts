import type { Organization } from '../gateway/surroundings/organization.ts';
import type { StartedEnforcedLocalstackContainer } from './started-enforced-localstack-container.ts';

/**
 * LocalStack in a container with AWS's policies enforced before it: what Testcontainers' LocalstackContainer is, and the
 * denials. The container goes when this is stopped, and when the process ends in any other way.
 *
 * Docker is needed, and loaded, once it starts. `TESTCONTAINERS_RYUK_DISABLED=true` does without Testcontainers' reaper,
 * where its image cannot be pulled.
 *
 * @example
 * await using box = await new EnforcedLocalstackContainer().start();
 * const s3 = new S3Client({ endpoint: box.getConnectionUri(), region: box.getRegion(), forcePathStyle: true,
 *   credentials: await box.credentialsFor('111111111111', 'root') });
 */
export class EnforcedLocalstackContainer {
  readonly #image: string | undefined;
  #environment: Readonly<Record<string, string>> = {};
  #startupTimeout: number | undefined;
  #port: number | undefined;
  #region: string | undefined;
  #organization: Organization | undefined;

  /** `localstack/localstack:4.14.0` where it is left out: later images need LOCALSTACK_AUTH_TOKEN. */
  constructor(image?: string) {
    this.#image = image;
  }

  /** More of LocalStack's configuration, such as `{ DEBUG: '1' }`. */
  withEnvironment(environment: Readonly<Record<string, string>>): this {
    this.#environment = { ...this.#environment, ...environment };
    return this;
  }

  /** How long LocalStack may take to be ready, in milliseconds. */
  withStartupTimeout(milliseconds: number): this {
    this.#startupTimeout = milliseconds;
    return this;
  }

  /** The gateway's port on this machine; a free one otherwise. */
  withPort(port: number): this {
    this.#port = port;
    return this;
  }

  /** What getRegion answers; `us-east-1` otherwise. */
  withRegion(region: string): this {
    this.#region = region;
    return this;
  }

  /** The organisation that the accounts belong to, with its control policies. */
  withOrganization(organization: Organization): this {
    this.#organization = organization;
    return this;
  }

  /**
   * Starts LocalStack and the gateway. Throws ContainerError, whose message says what to do, or node's error (`EADDRINUSE`)
   * where the gateway's port is taken.
   */
  async start(): Promise<StartedEnforcedLocalstackContainer> {
    const { startEnforcedLocalstack } = await import('./start-enforced-localstack.ts');
    return startEnforcedLocalstack({
      image: this.#image,
      environment: this.#environment,
      startupTimeout: this.#startupTimeout,
      port: this.#port,
      region: this.#region,
      organization: this.#organization,
    });
  }
}
