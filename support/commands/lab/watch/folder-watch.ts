import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Milliseconds without an event after which a save counts as finished: editors write, rename and set times. */
const QUIET = 40;

/** Watches folders; disposing it ends that. */
export interface FolderWatch extends Disposable {
  /** Watches these folders from now on, and no others. In place of one that does not exist, it watches the folder around it. */
  follow(folders: Iterable<string>): void;
}

/** A folder that is watched. */
interface Watched {
  readonly watcher: FSWatcher;
  /** Distinguishes the folder from a later one of its path. */
  readonly id: string;
}

/**
 * Calls `onSaved` after files in a folder changed, once for events that come together. Folders are watched and not files,
 * since many editors save by renaming a new file.
 */
export function watchFolders(onSaved: () => void): FolderWatch {
  const watched = new Map<string, Watched>();
  let pending: NodeJS.Timeout | undefined;
  const happened = () => {
    clearTimeout(pending);
    pending = setTimeout(onSaved, QUIET);
  };
  const leave = (folder: string, { watcher }: Watched) => {
    watcher.close();
    watched.delete(folder);
  };
  return {
    follow(folders) {
      const missing = [...folders].filter((folder) => !existsSync(folder));
      const wanted = new Set([...folders].map(existingFolder));
      // The others stay watched: what happens meanwhile would else be missed.
      for (const [folder, one] of watched)
        if (!wanted.has(folder) || idOf(folder) !== one.id) leave(folder, one);
      for (const folder of wanted) {
        if (watched.has(folder)) continue;
        // A folder that is removed ends its watcher with an error: the next save follows the folders that exist then.
        const watcher = watch(folder, happened).on('error', happened);
        watched.set(folder, { watcher, id: idOf(folder) });
      }
      if (missing.some((folder) => existsSync(folder))) happened();
    },
    [Symbol.dispose]() {
      clearTimeout(pending);
      for (const [folder, one] of watched) leave(folder, one);
    },
  };
}

/** The folder itself, or the nearest one around it that exists. */
function existingFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}

function idOf(folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.dev} ${found.ino} ${found.birthtimeMs}`;
}
