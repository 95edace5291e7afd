import type { Organization } from '../gateway/surroundings/organization.ts';
import type { StartedEnforcedLocalstackContainer } from './started-enforced-localstack-container.ts';

/**
 * LocalStack in a container, behind a gateway that enforces AWS's policies. It has the interface of Testcontainers'
 * LocalstackContainer, and denials. The container is removed when it is stopped, and also when the process ends.
 *
 * `start` needs Docker, and loads Testcontainers. `TESTCONTAINERS_RYUK_DISABLED=true` does without Testcontainers'
 * reaper, if its image cannot be pulled.
 *
 * @example
 * await using box = await new EnforcedLocalstackContainer().start();
 * const s3 = new S3Client(box.as('111111111111'));
 */
export class EnforcedLocalstackContainer {
  readonly #image: string | undefined;
  #environment: Readonly<Record<string, string>> = {};
  #startupTimeout: number | undefined;
  #port: number | undefined;
  #region: string | undefined;
  #organization: Organization | undefined;
  #scenario: string | undefined;

  /** The image is `localstack/localstack:4.14.0` by default. Later images need LOCALSTACK_AUTH_TOKEN. */
  constructor(image?: string) {
    this.#image = image;
  }

  /** Adds to LocalStack's configuration, such as `{ DEBUG: '1' }`. */
  withEnvironment(environment: Readonly<Record<string, string>>): this {
    this.#environment = { ...this.#environment, ...environment };
    return this;
  }

  /** Sets the time limit for LocalStack's start, in milliseconds. */
  withStartupTimeout(milliseconds: number): this {
    this.#startupTimeout = milliseconds;
    return this;
  }

  /** Sets the gateway's port on this machine; a free one by default. */
  withPort(port: number): this {
    this.#port = port;
    return this;
  }

  /** Sets the region for clients; that of the scenario, or `us-east-1`, by default. */
  withRegion(region: string): this {
    this.#region = region;
    return this;
  }

  /**
   * Provisions a scenario at the start, by the path of its folder, or by its name in `scenarios/` of the current folder;
   * nothing by default.
   */
  withScenario(scenario: string): this {
    this.#scenario = scenario;
    return this;
  }

  /** Sets the organization that the accounts belong to, with its control policies; none by default. */
  withOrganization(organization: Organization): this {
    this.#organization = organization;
    return this;
  }

  /**
   * Starts LocalStack and the gateway. Throws ContainerError, whose message says what to do. Throws node's error, such
   * as `EADDRINUSE`, if the gateway cannot listen.
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
      scenario: this.#scenario,
    });
  }
}
