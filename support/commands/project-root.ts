import { fileURLToPath } from 'node:url';

/** The folder that holds features/, steps/ and scenarios/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
