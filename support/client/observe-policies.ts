/** A request that wrote or removed a policy, and that was performed. */
export interface PolicyRequest {
  /** `PutKeyPolicy` */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Observer = (request: PolicyRequest) => void;

let observer: Observer | undefined;

/** Tells every performed request that writes or removes a policy, until the returned function is called. */
export function observePolicies(observe: Observer): () => void {
  observer = observe;
  return () => {
    if (observer === observe) observer = undefined;
  };
}

/** The members of inputs that are policies. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'Policy',
  'PolicyDocument',
  'ResourcePolicy',
]);

/** The operations that put a policy in force or out of force without naming its text. */
const WITHOUT_DOCUMENT =
  /^SetDefaultPolicyVersion$|^(?:Attach|Detach)\w+Policy$|^Delete(?:Bucket|Role|User|Group|Resource)Policy$|^(?:Put|Delete)\w+PermissionsBoundary$/;

interface Args {
  readonly input: unknown;
}
type Next = (args: never) => Promise<{ output: unknown }>;

/** An SDK client's middleware stack, as far as the plugin uses it. */
interface Stack {
  add(
    middleware: (next: Next, context: { readonly commandName?: string }) => Next,
    options: { step: 'initialize'; name: string },
  ): void;
}

/** Makes a client tell its requests about policies to {@link observePolicies}. */
export function observePolicyRequests(stack: Stack): void {
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const { input }: Args = args;
        const operation = commandName.replace(/Command$/, '');
        notePolicyRequest(operation, input);
        return result;
      },
    { step: 'initialize', name: 'notePolicyRequest' },
  );
}

/** Tells {@link observePolicies} of a performed request, if it is about policies. */
export function notePolicyRequest(operation: string, input: unknown): void {
  if (observer !== undefined && isAboutPolicies(operation, input)) observer({ operation, input });
}

/** A session policy is of one session alone: the step that starts it says so. */
const OF_SESSIONS = /^(?:AssumeRole|GetFederationToken)/;

function isAboutPolicies(operation: string, input: unknown): input is PolicyRequest['input'] {
  if (typeof input !== 'object' || input === null || OF_SESSIONS.test(operation)) return false;
  if (WITHOUT_DOCUMENT.test(operation)) return true;
  return Object.entries(input).some(([member, value]) => DOCUMENTS.has(member) && typeof value === 'string');
}
