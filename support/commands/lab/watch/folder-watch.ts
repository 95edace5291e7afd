import { existsSync, type FSWatcher, watch } from 'node:fs';

/** Milliseconds without an event after which a save counts as finished: editors write, rename and set times. */
const QUIET = 40;

/** Watches folders; disposing it ends that. */
export interface FolderWatch extends Disposable {
  /** Watches these folders from now on, and no others. One that does not exist is left out. */
  follow(folders: Iterable<string>): void;
}

/**
 * Calls `onSaved` after files in a folder changed, once for events that come together. Folders are watched and not files,
 * since many editors save by renaming a new file.
 */
export function watchFolders(onSaved: () => void): FolderWatch {
  let watchers: readonly FSWatcher[] = [];
  let pending: NodeJS.Timeout | undefined;
  const happened = () => {
    clearTimeout(pending);
    pending = setTimeout(onSaved, QUIET);
  };
  const close = () => {
    for (const watcher of watchers) watcher.close();
  };
  return {
    follow(folders) {
      close();
      watchers = [...new Set(folders)]
        .filter((folder) => existsSync(folder))
        // A folder that is removed ends its watcher with an error: the next save follows the folders that exist then.
        .map((folder) => watch(folder, happened).on('error', happened));
    },
    [Symbol.dispose]() {
      clearTimeout(pending);
      close();
    },
  };
}
