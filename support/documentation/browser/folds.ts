import { all } from './element.ts';

/** Opens what a fragment of the address leads into, now and whenever the fragment changes; unfolds all for printing. */
export function openTargets(): void {
  openTarget();
  addEventListener('hashchange', openTarget);
  let opened: readonly HTMLElement[] = [];
  addEventListener('beforeprint', () => {
    opened = all('details:not([open])');
    for (const fold of opened) fold.setAttribute('open', '');
  });
  addEventListener('afterprint', () => {
    for (const fold of opened) fold.removeAttribute('open');
    opened = [];
  });
}

/** The element that the fragment of the address names. */
export function target(): HTMLElement | undefined {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? undefined;
  } catch {
    return undefined;
  }
}

function openTarget(): void {
  const found = target();
  if (found === undefined) return;
  let opened = false;
  for (const fold of foldsOf(found)) {
    if (fold.open) continue;
    fold.open = true;
    opened = true;
  }
  if (opened) found.scrollIntoView();
}

/** The folds that an element is in, and the explanation of an example. */
function* foldsOf(found: HTMLElement): Generator<HTMLDetailsElement> {
  const after = found.closest('.example')?.nextElementSibling;
  if (after instanceof HTMLDetailsElement) yield after;
  for (let at = found.closest('details'); at; at = at.parentElement?.closest('details') ?? null) yield at;
}
