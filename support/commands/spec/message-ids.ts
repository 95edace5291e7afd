/**
 * Tells the processes of a run apart, so that their messages can be joined. Two have the same once in sixty million runs.
 * It has one length, so that no other counts on to the same id. It begins with a letter.
 */
const own = `i${Math.floor(Math.random() * 36 ** 5)
  .toString(36)
  .padStart(5, '0')}`;

let last = 0;

/**
 * Gives each message of cucumber a short id. An example has thirty ids, which are held for the whole run. Node.js puts a UUID together from
 * twenty texts, and holds them all until the UUID is a key of a map. They were a fifth of the memory of ten thousand examples.
 */
export function uuid(): () => string {
  return () => {
    last += 1;
    // V8 copies a text of up to 12 characters, and keeps a longer one in its parts.
    return own + last.toString(36);
  };
}

/** Gives ids as {@link uuid} does. Both are named as in cucumber's module of ids, for which this one stands in. */
export function incrementing(): () => string {
  return uuid();
}
