import { styleText } from 'node:util';

/** Milliseconds after which a user is told what takes so long. */
const PATIENCE = 2000;

/** Waits for something, and says on the standard error output what it is if that takes long. */
export async function tellIfSlow<T>(what: string, waiting: Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    process.stderr.write(`${styleText('dim', `keyhole: ${what} …`, { stream: process.stderr })}\n`);
  }, PATIENCE);
  try {
    return await waiting;
  } finally {
    clearTimeout(timer);
  }
}
