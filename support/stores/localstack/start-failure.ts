/** The reason why a container did not start, in one message that says what to do. */
export class ContainerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ContainerError';
  }
}

interface Circumstances {
  readonly image: string;
  /** True if the image was present and needed no pulling. */
  readonly imageIsHere: boolean;
  readonly hasToken: boolean;
  /** The last lines that the container wrote. */
  readonly log: string;
}

type Explanation = (text: string, circumstances: Circumstances) => string | undefined;

const pulling = /no such image|manifest|pull|not found|repository|registry|\/v2\/|invalid reference/i;

/** The explanations, in the order in which they are tried. */
const explanations: readonly Explanation[] = [
  (text) =>
    /Cannot find package '(?:@testcontainers\/localstack|testcontainers)'/.test(text)
      ? 'a container needs two more packages: npm install --save-dev testcontainers @testcontainers/localstack'
      : undefined,
  (text) =>
    /container runtime strategy|ENOENT.*sock|ECONNREFUSED.*docker|Docker daemon/i.test(text)
      ? 'no Docker answers. Start it (docker info tells), or take the embedded store, which needs none: leave out --backend localstack, or call startGateway()'
      : undefined,
  (text, { imageIsHere }) =>
    /ryuk/i.test(text) || (imageIsHere && pulling.test(text))
      ? "Testcontainers' reaper (testcontainers/ryuk) could not be started. Where its image cannot be pulled set TESTCONTAINERS_RYUK_DISABLED=true: keyhole removes its container by itself"
      : undefined,
  (text, { image, log, hasToken }) =>
    /license|auth[_ ]?token/i.test(log) || (/license|auth[_ ]?token/i.test(text) && !hasToken)
      ? `${image} asks for a LocalStack account: ${hasToken ? 'the token in LOCALSTACK_AUTH_TOKEN was not accepted' : 'set LOCALSTACK_AUTH_TOKEN, or use localstack/localstack:4.14.0, which needs none'}`
      : undefined,
  // The start pulls an image that is not present.
  (text, { image, imageIsHere }) =>
    !imageIsHere || pulling.test(text)
      ? `the image ${image} is not here and cannot be pulled. docker pull ${image} tells why; another can be named instead`
      : undefined,
  (text) =>
    /port is already allocated|address already in use/i.test(text)
      ? 'the port that Docker chose for LocalStack is taken; try again'
      : undefined,
  (text, { image, log }) =>
    /not received|timeout|timed out|stopped|exited/i.test(text)
      ? `${image} did not become ready. It last wrote:\n  ${log.trim().split('\n').slice(-5).join('\n  ') || 'nothing'}`
      : undefined,
];

/** Explains a failed start. */
export function startFailure(cause: unknown, circumstances: Circumstances): ContainerError {
  const text = messagesOf(cause).join(' ');
  for (const explain of explanations) {
    const explained = explain(text, circumstances);
    if (explained !== undefined) return new ContainerError(explained, { cause });
  }
  return new ContainerError(`LocalStack could not be started: ${text}`, { cause });
}

function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  return [error.message, ...(error.cause === undefined ? [] : messagesOf(error.cause))];
}
