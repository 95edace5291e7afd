import { AwsError } from '../../../aws/aws-error.ts';

/** The answer to a read, or nothing if the endpoint answers by 404 that there is none. */
export async function orNone<T extends object>(asked: Promise<T>): Promise<Partial<T>> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) return {};
    throw error;
  }
}

/** Removes a thing that may be gone already. */
export async function gone(removal: Promise<unknown>): Promise<void> {
  await orNone(removal.then(() => ({})));
}
